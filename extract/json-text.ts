/** Whether the text is JSON. */
function isJsonText(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The text itself where it is JSON, else the text as a JSON string. */
export function asJsonText(text: string): string {
  return isJsonText(text) ? text : JSON.stringify(text);
}
