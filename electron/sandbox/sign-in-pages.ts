import { escapeMarkup, type Page } from './page'
import type { Person } from './people'
import type { ScopeDescription } from './scopes'

export type FormTarget = { readonly action: string; readonly csrf: string }

/** Who is signing in? One button each; the hinted person, if there is one, comes first. */
export function peoplePage(view: {
  readonly form: FormTarget
  readonly client: string
  readonly people: readonly Person[]
  readonly hinted: boolean
  readonly notice?: string
}): Page {
  const { form, client } = view
  const cards = view.people.map((person, index) => personCard(person, view.hinted && index === 0))
  return {
    title: 'Sign in',
    body: `<h1>Who is signing in?</h1>
<p class="lead"><strong>${escapeMarkup(client)}</strong> wants to connect to Sandbox Cloud. These people are made up, so there is no password.</p>
${view.notice ? `<p class="notice" role="alert">${escapeMarkup(view.notice)}</p>` : ''}
<form method="post" action="${form.action}">${hidden(form.csrf)}
<ul class="people">${cards.join('\n')}</ul>
</form>
<details${view.notice ? ' open' : ''}><summary>Someone else</summary>
<form method="post" action="${form.action}" class="row">${hidden(form.csrf)}
<input type="text" name="name" maxlength="60" required autocomplete="off" placeholder="Any name" aria-label="Name of someone else">
<button aria-label="Sign in as someone else">Sign in</button>
</form></details>
<form method="post" action="${form.action}" class="actions">${hidden(form.csrf)}
<button name="answer" value="deny">Cancel</button>
</form>`,
  }
}

function personCard(person: Person, hinted: boolean): string {
  const { servers, buckets } = person.holds
  const holds = servers + buckets === 0 ? 'Nothing in it yet' : `${servers} servers, ${buckets} buckets`
  return `<li><button class="person${hinted ? ' hinted' : ''}" name="person" value="${escapeMarkup(person.id)}" aria-label="Sign in as ${escapeMarkup(person.name)}" title="${escapeMarkup(person.name)}">
<img class="avatar" src="/avatars/${encodeURIComponent(person.id)}.svg" alt="" width="44" height="44">
<span><strong>${escapeMarkup(person.name)}</strong><small>${escapeMarkup(person.email)}</small><small>${holds}</small></span>
${hinted ? '<span class="chip accent">Suggested</span>' : '<span class="go" aria-hidden="true">→</span>'}
</button></li>`
}

/** May this client do that? Everything that can be left out has a tick to take away. */
export function consentPage(view: {
  readonly form: FormTarget
  readonly client: string
  readonly person: Person
  readonly scopes: readonly ScopeDescription[]
  readonly alreadyGranted: ReadonlySet<string>
  readonly goesTo: string
}): Page {
  const { form, client, person } = view
  return {
    title: 'Allow access',
    body: `<h1>Allow ${escapeMarkup(client)} to use your account?</h1>
<form method="post" action="${form.action}">${hidden(form.csrf)}
<div class="whoami"><img class="avatar" src="/avatars/${encodeURIComponent(person.id)}.svg" alt="" width="40" height="40">
<span><strong title="${escapeMarkup(person.name)}">${escapeMarkup(person.name)}</strong><small title="${escapeMarkup(person.email)}">${escapeMarkup(person.email)}</small></span>
<button class="link" name="answer" value="switch" formnovalidate>Not you?</button></div>
<h2 id="may">It would be able to</h2>
<ul class="scopes" aria-labelledby="may">${view.scopes.map((scope) => scopeRow(scope, view.alreadyGranted)).join('\n')}</ul>
<div class="actions always"><p class="note">${escapeMarkup(view.goesTo)} You can take this back at any time.</p>
<button name="answer" value="deny">Deny</button><button class="primary" name="answer" value="allow">Allow</button></div>
</form>`,
  }
}

function scopeRow(scope: ScopeDescription, alreadyGranted: ReadonlySet<string>): string {
  const chip = scope.sensitive
    ? '<span class="chip warn">Sensitive</span>'
    : scope.required
      ? '<span class="chip">Always</span>'
      : alreadyGranted.has(scope.name)
        ? '<span class="chip accent">Allowed before</span>'
        : '<span></span>'
  const text = `<span class="words">${scope.words}</span>${chip}<small>${scope.detail}</small>`
  return scope.required
    ? `<li><span class="fixed"><span class="tick" aria-hidden="true">✓</span>${text}</span></li>`
    : `<li><label><input type="checkbox" name="scope" value="${scope.name}" checked>${text}</label></li>`
}

function hidden(csrf: string): string {
  return `<input type="hidden" name="csrf" value="${csrf}">`
}
