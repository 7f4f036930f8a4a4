import { createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Provider } from 'oidc-provider'
import { HttpProblem, readForm, requireSameOrigin } from './http'
import {
  type Interaction,
  redirectTargets,
  requestedResources,
  requestedScopes,
  text,
  whereItGoes,
} from './interaction-parameters'
import { sendPage } from './page'
import { createGuest, findPerson, isHinted, listPeople, type Person } from './people'
import { apiScopes } from './scopes'
import { consentPage, type FormTarget, peoplePage } from './sign-in-pages'

type Grant = InstanceType<Provider['Grant']>

/** The steps a person takes between the client's request and its answer: who signs in, and what is allowed. */
export function createInteractions(deps: {
  readonly provider: Provider
  readonly issuer: string
  readonly csrfKey: string
}) {
  const { provider, issuer } = deps

  /** Answers `/interaction/…`. Throws `HttpProblem` for what is not a step under way in this browser. */
  return async function handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const interaction = await findInteraction(request, response)
    if (url.pathname !== `/interaction/${interaction.uid}`) throw gone()
    if (request.method === 'GET') return show(interaction, response, url)
    if (request.method !== 'POST') throw new HttpProblem(405, 'method', 'Only GET and POST work here.')

    requireSameOrigin(request, issuer)
    const form = await readForm(request)
    if (!isSame(form.get('csrf') ?? '', csrfFor(interaction))) {
      throw new HttpProblem(403, 'foreign_form', 'This form does not belong to this sign-in.')
    }
    await answer(interaction, form, request, response)
  }

  async function findInteraction(request: IncomingMessage, response: ServerResponse): Promise<Interaction> {
    return provider.interactionDetails(request, response).catch(() => {
      throw gone()
    })
  }

  async function show(interaction: Interaction, response: ServerResponse, url: URL): Promise<void> {
    const person = findPerson(interaction.session?.accountId ?? '')
    const isConsent = interaction.prompt.name === 'consent' && person && !url.searchParams.has('choose')
    return isConsent
      ? showConsent(interaction, person, response)
      : showPeople(interaction, response, url.searchParams.has('unnamed') ? 'Type a name first.' : undefined)
  }

  async function showPeople(interaction: Interaction, response: ServerResponse, notice?: string) {
    const hint = text(interaction.params.login_hint)
    const people = listPeople(hint)
    sendPage(
      response,
      200,
      peoplePage({
        form: formFor(interaction),
        client: (await clientOf(interaction)).name,
        people,
        hinted: people.some((person) => isHinted(person, hint)),
        ...(notice === undefined ? {} : { notice }),
      }),
      redirectTargets(interaction),
    )
  }

  async function showConsent(interaction: Interaction, person: Person, response: ServerResponse) {
    const client = await clientOf(interaction)
    const grant = await grantOf(interaction)
    const granted = new Set(grant?.getOIDCScope().split(' ') ?? [])
    sendPage(
      response,
      200,
      consentPage({
        form: formFor(interaction),
        client: client.name,
        person,
        scopes: requestedScopes(interaction),
        alreadyGranted: granted,
        goesTo: whereItGoes(interaction),
      }),
      redirectTargets(interaction),
    )
  }

  async function answer(
    interaction: Interaction,
    form: URLSearchParams,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const finish = (result: Parameters<Provider['interactionFinished']>[2], merge = true) =>
      provider.interactionFinished(request, response, result, { mergeWithLastSubmission: merge })

    switch (form.get('answer')) {
      case 'deny':
        return finish({ error: 'access_denied', error_description: 'The person said no.' }, false)
      case 'switch':
        return redirect(response, `/interaction/${interaction.uid}?choose`)
      case 'allow': {
        if (interaction.prompt.name !== 'consent') throw gone()
        return finish({ consent: { grantId: await saveGrant(interaction, new Set(form.getAll('scope'))) } })
      }
      default: {
        const name = form.get('name')
        const person = name === null ? findPerson(form.get('person') ?? '') : createGuest(name)
        if (!person) return redirect(response, `/interaction/${interaction.uid}?choose&unnamed`)
        return finish({ login: { accountId: person.id }, select_account: {} })
      }
    }
  }

  /** Records what was ticked and what was not; asking again later may turn either into the other. */
  async function saveGrant(interaction: Interaction, ticked: ReadonlySet<string>): Promise<string> {
    const accountId = interaction.session?.accountId
    if (!accountId) throw gone()
    const clientId = text(interaction.params.client_id) ?? ''
    const grant = (await grantOf(interaction)) ?? new provider.Grant({ accountId, clientId })

    const asked = requestedScopes(interaction)
    const allowed = asked
      .filter((scope) => scope.required || ticked.has(scope.name))
      .map((scope) => scope.name)
    const refused = asked.map((scope) => scope.name).filter((name) => !allowed.includes(name))
    forgetRefusals(grant, allowed)
    if (allowed.length > 0) grant.addOIDCScope(allowed.join(' '))
    if (refused.length > 0) grant.rejectOIDCScope(refused.join(' '))
    for (const resource of requestedResources(interaction)) {
      const inApi = (names: readonly string[]) => names.filter((name) => apiScopes.includes(name)).join(' ')
      if (inApi(allowed)) grant.addResourceScope(resource, inApi(allowed))
      if (inApi(refused)) grant.rejectResourceScope(resource, inApi(refused))
    }
    return grant.save()
  }

  async function clientOf(interaction: Interaction): Promise<{ name: string }> {
    const client = await provider.Client.find(text(interaction.params.client_id) ?? '')
    return { name: client?.clientName ?? client?.clientId ?? 'An app' }
  }

  async function grantOf(interaction: Interaction): Promise<Grant | undefined> {
    return interaction.grantId ? provider.Grant.find(interaction.grantId) : undefined
  }

  function formFor(interaction: Interaction): FormTarget {
    return { action: `/interaction/${interaction.uid}`, csrf: csrfFor(interaction) }
  }

  function csrfFor(interaction: Interaction): string {
    return createHmac('sha256', deps.csrfKey).update(`csrf ${interaction.uid}`).digest('base64url')
  }
}

function gone(): HttpProblem {
  return new HttpProblem(400, 'no_interaction', 'This sign-in is no longer waiting for an answer.')
}

/** A scope refused before and allowed now would stay refused: a grant subtracts its refusals. */
function forgetRefusals(grant: Grant, allowed: readonly string[]): void {
  const { rejected } = grant as {
    rejected?: { openid?: { scope?: string }; resources?: Record<string, string> }
  }
  const without = (scope: string) =>
    scope
      .split(' ')
      .filter((name) => !allowed.includes(name))
      .join(' ')
  if (rejected?.openid?.scope) rejected.openid.scope = without(rejected.openid.scope)
  for (const [resource, scope] of Object.entries(rejected?.resources ?? {})) {
    if (rejected?.resources) rejected.resources[resource] = without(scope)
  }
}

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(303, { location, 'cache-control': 'no-store' })
  response.end()
}

function isSame(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)]
  return left.length === right.length && timingSafeEqual(left, right)
}
