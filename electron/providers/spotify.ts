import type { Provider, Resource } from './provider'
import { column, factsExcept, reads } from './short-forms'

const api = 'https://api.spotify.com'

const paged: Pick<Resource, 'paging' | 'totalPath' | 'itemsPath'> = {
  paging: { style: 'next_url', nextPath: 'next', sizeParameter: 'limit', size: 50 },
  totalPath: 'total',
  itemsPath: 'items',
}

export const spotify: Provider = {
  id: 'spotify',
  name: 'Spotify',
  mark: 'spotify',
  description: 'Playlists and saved tracks',
  category: 'other',
  base: { kind: 'fixed', url: 'https://accounts.spotify.com' },
  server: {
    kind: 'endpoints',
    issuer: 'https://accounts.spotify.com',
    authorization: 'https://accounts.spotify.com/authorize',
    token: 'https://accounts.spotify.com/api/token',
  },
  client: {
    kind: 'own',
    guide: {
      consoleUrl: 'https://developer.spotify.com/dashboard',
      steps: [
        'Create an app, for the Web API',
        'Paste the redirect address, without a port: localhost is refused there',
        'Under User Management, add yourself while the app is in development mode',
        'Copy the client ID; the secret is not needed',
      ],
      clientIdLabel: 'Client ID',
      secretLabel: 'Client secret',
      secretFor: [],
      idPattern: '[0-9a-f]{32}',
      secretPattern: '[0-9a-f]{32}',
      canTry: true,
    },
  },
  clientAuthentication: 'client_secret_basic',
  redirect: { host: '127.0.0.1', ports: 'any', path: '/callback' },
  pkce: 'supported',
  flows: ['authorization_code'],
  openid: false,
  dpop: false,
  scopes: [
    reads('user-read-private', 'Profile', 'See your profile', 'required'),
    reads('user-read-email', 'E-mail', 'See your e-mail address', 'preselected'),
    reads('playlist-read-private', 'Playlists', 'See your playlists, including private ones', 'preselected'),
    reads(
      'playlist-read-collaborative',
      'Shared playlists',
      'See playlists that you keep with others',
      'optional',
    ),
    reads('user-library-read', 'Saved tracks', 'See what you have saved', 'preselected'),
  ],
  anotherAccount: { show_dialog: 'true' },
  tellsScopes: true,
  identity: {
    from: 'request',
    method: 'GET',
    url: `${api}/v1/me`,
    fields: { id: 'id', name: 'display_name', login: 'id', email: 'email', avatar: 'images[0].url' },
  },
  revocation: { kind: 'none' },
  proof: { method: 'GET', url: `${api}/v1/me` },
  apiOrigins: [api],
  resources: [
    {
      ...paged,
      id: 'playlists',
      label: 'Playlists',
      icon: 'music',
      url: `${api}/v1/me/playlists`,
      idField: 'id',
      titleField: 'name',
      columns: [
        column('Name', 'name'),
        column('Owner', 'owner.display_name'),
        column('Public', 'public'),
        column('Collaborative', 'collaborative'),
        column('Tracks', 'tracks.total', 'number'),
      ],
      scopes: ['playlist-read-private'],
      webUrl: { field: 'external_urls.spotify' },
    },
    {
      ...paged,
      id: 'tracks',
      label: 'Saved tracks',
      icon: 'music',
      url: `${api}/v1/me/tracks`,
      idField: 'track.id',
      titleField: 'track.name',
      columns: [
        column('Title', 'track.name'),
        column('Artist', 'track.artists[0].name'),
        column('Album', 'track.album.name'),
        column('Added', 'added_at', 'date'),
      ],
      scopes: ['user-library-read'],
      webUrl: { field: 'track.external_urls.spotify' },
    },
  ],
  grantedAppsUrl: 'https://www.spotify.com/account/apps/',
  docsUrl: 'https://developer.spotify.com/documentation/web-api/tutorials/code-pkce-flow',
  cautions: ['An app in development mode serves only people who are on its list'],
  facts: factsExcept({
    client: 'How many people an app in development mode may serve',
    pages: 'Address of the page of granted apps',
  }),
}
