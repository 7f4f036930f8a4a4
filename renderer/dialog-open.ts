/** A dialog is a place of its own: while one is open, nothing behind it moves. */
export function isDialogOpen(): boolean {
  return document.querySelector('[role="dialog"], [role="alertdialog"]') !== null
}
