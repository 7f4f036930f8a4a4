import type { ReactNode } from 'react'
import { useApp, usePlace, useSelect } from '../app-context'
import { Button } from '../components/button'
import { FailureBox } from '../components/failure-box'
import { type Explainable, explainFailure, type FailureAction, isOfSurroundings } from '../failure-text'
import { text } from '../text'

export interface FailureNoteProps {
  readonly failure: Explainable
  readonly provider?: string | undefined
  /** What can be done about it here; a failure's own button appears only if this knows its action. */
  readonly doers?: { readonly [Action in FailureAction]?: (() => unknown) | undefined }
  readonly more?: ReactNode
  /** It took the place of what had the focus: the button that answers it gets it. */
  readonly takesFocus?: boolean
  /** It stands where an answer is due: nothing leads away. */
  readonly mustStay?: boolean
}

/** A failure in the person's words, with the one button that answers it. */
export function FailureNote({
  failure,
  provider,
  doers = {},
  more,
  takesFocus = false,
  mustStay = false,
}: FailureNoteProps) {
  const { commands, navigation } = useApp()
  const isLocked = useSelect((state) => state.locked)
  const isRemoving = useSelect(({ removal }) => removal !== undefined && removal.state !== 'none')
  const { screen } = usePlace()
  const { action, ...words } = explainFailure(failure, provider)
  const act = action === undefined ? undefined : { restart: commands.restart, ...doers }[action.kind]
  const fallback = act === undefined ? doers.try_again : undefined
  const button =
    action !== undefined && act !== undefined ? (
      <Button variant="primary" autoFocus={takesFocus} onPress={act}>
        {action.label}
      </Button>
    ) : fallback !== undefined ? (
      <Button variant="primary" autoFocus={takesFocus} onPress={fallback}>
        {text.settings.tryAgain}
      </Button>
    ) : undefined
  const doctor =
    isOfSurroundings(failure.code) && !mustStay && !isLocked && !isRemoving && screen !== 'doctor' ? (
      <Button
        variant={button === undefined && more === undefined ? 'secondary' : 'quiet'}
        onPress={() => {
          commands.stopConnecting()
          navigation.go({ screen: 'doctor' })
        }}
      >
        {text.doctor.open}
      </Button>
    ) : undefined
  return (
    <FailureBox
      {...words}
      causesLabel={text.likelyCauses}
      detailsLabel={text.details}
      actions={
        button !== undefined || more !== undefined || doctor !== undefined ? (
          <>
            {button}
            {more}
            {doctor}
          </>
        ) : undefined
      }
    />
  )
}
