import type { Account } from '../../../shared/account'
import { useApp } from '../../app-context'
import type { Question } from './account-handlers'
import { ProtectionsDialog } from './protections-dialog'
import { RenameDialog } from './rename-dialog'
import { RevokeDialog } from './revoke-dialog'
import { WhyDialog } from './why-dialog'

interface AccountDialogProps {
  readonly about: Question
  readonly account: Account
  readonly onClose: () => void
}

/** What is asked about an account, and what it is. */
export function AccountDialog({ about, account, onClose }: AccountDialogProps) {
  const { commands, navigation } = useApp()
  switch (about) {
    case 'why':
      return <WhyDialog account={account} onClose={onClose} />
    case 'rename':
      return <RenameDialog account={account} onClose={onClose} />
    case 'protections':
      return <ProtectionsDialog account={account} onClose={onClose} />
    case 'revoke':
      return (
        <RevokeDialog
          account={account}
          onClose={onClose}
          onConfirm={() => {
            navigation.go({ screen: 'settings', tab: 'access' })
            void commands.revoke(account)
          }}
        />
      )
  }
}
