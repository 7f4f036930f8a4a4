/** The value of an `Authorization` header, and what comes after its scheme: either may be repeated by a server. */
export function credentialsIn(authorization: string): readonly string[] {
  const bare = /^[A-Za-z]+ +(\S+)$/.exec(authorization)?.[1]
  return bare === undefined ? [authorization] : [authorization, bare]
}
