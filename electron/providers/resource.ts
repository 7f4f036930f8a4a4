import type { ColumnType } from '../../shared/resource'

/** Asks for pages of a size: a query parameter, or a path into the JSON body where the page goes there too. */
interface Sized {
  readonly sizeParameter?: string
  readonly size?: number
}

/** How a list is cut into pages. A size is the largest that the server takes without trouble. */
export type Paging =
  | { readonly style: 'none' }
  /** `?page=2&per_page=50` */
  | {
      readonly style: 'page'
      readonly pageParameter: string
      readonly sizeParameter?: string
      readonly size: number
      readonly first: number
    }
  /** `Link: <…>; rel="next"` (RFC 8288) */
  | ({ readonly style: 'link_header' } & Sized)
  /** The answer holds a cursor that goes into the next request. */
  | ({
      readonly style: 'cursor'
      /** Query parameter; or a path into the JSON body ("variables.after"). */
      readonly parameter: string
      readonly in?: 'query' | 'body'
      readonly nextPath: string
      /** Where the answer says whether there is more, for servers whose last page holds a cursor as well. */
      readonly morePath?: string
      /** Later pages are asked for at another address, with the cursor alone. */
      readonly continueUrl?: string
    } & Sized)
  /** The answer holds the address of the next page. */
  | ({
      readonly style: 'next_url'
      readonly nextPath: string
      /** Take this query parameter alone out of it, for addresses that are not the API's own. */
      readonly onlyParameter?: string
    } & Sized)
  /** `?offset=100&limit=50` */
  | {
      readonly style: 'offset'
      readonly offsetParameter: string
      readonly limitParameter: string
      readonly size: number
      /** Where the answer says that it is the last page. */
      readonly lastPath?: string
    }
  /** `Range: id ..; max=1000`, and the next one in `Next-Range` (206 while there is more). */
  | { readonly style: 'range_header'; readonly field: string; readonly size: number }
  /** The id of the last item goes into a parameter of the next request; a page that is not full is the last. */
  | {
      readonly style: 'id_cursor'
      readonly parameter: string
      readonly sizeParameter: string
      readonly size: number
    }

export interface ResourceColumn {
  readonly label: string
  /** Path into an item. */
  readonly field: string
  readonly type: ColumnType
  /** For money: the path to the currency's code, and whether the number counts hundredths. */
  readonly currencyField?: string
  readonly hundredths?: boolean
}

/** Something an account can list. */
export interface Resource {
  readonly id: string
  readonly label: string
  /** lucide icon name. */
  readonly icon: string
  /** May hold `{base}`, and `{parent}`: the id of the row this list belongs to; `{+parent}` keeps the slashes in it. */
  readonly url: string
  /** Lists that are asked for with POST: GraphQL, and APIs that take their query as JSON. */
  readonly body?: JsonObject
  readonly headers?: Readonly<Record<string, string>>
  /** Path to the array in the answer; empty: the answer is the array. */
  readonly itemsPath: string
  readonly idField: string
  readonly titleField: string
  readonly columns: readonly ResourceColumn[]
  readonly paging: Paging
  /** Path to the number of items over all pages. */
  readonly totalPath?: string
  /** Scopes without which the server refuses the list. */
  readonly scopes: readonly string[]
  /** A field that holds the item's web address, or a template over its fields. */
  readonly webUrl?: { readonly field: string } | { readonly template: string }
  /** The resources whose rows this one is listed under; a folder may be under itself. */
  readonly parent?: string | readonly string[]
  /** Where a 200 says that it is a refusal ("error", "errors[0].message"). */
  readonly errorPath?: string
  /** One item anew and whole: its address, with `{id}` and `{parent}` as in `url`, and where it is in the answer. */
  readonly item?: { readonly url: string; readonly path?: string }
  readonly search?: ResourceSearch
}

/** A provider's own search for items of a resource; its answer is shaped like the list's unless said otherwise. */
export interface ResourceSearch {
  readonly url: string
  readonly body?: JsonObject
  /** Where the text goes: a query parameter, or a path into the JSON body. */
  readonly parameter: string
  /** What is put there, with `{text}` in it; quotes in the text are escaped. Absent: the text. */
  readonly template?: string
  readonly itemsPath?: string
}

export type Json = string | number | boolean | null | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [name: string]: Json
}
