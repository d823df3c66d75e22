/** A number as readers of the language write it: 2 981 in Swedish, 2,981 in English. */
export function formatNumber(number: number, locale: string): string {
  return new Intl.NumberFormat(locale).format(number);
}

/** The time of day of an ISO 8601 instant, such as 14:05, where the reader is. */
export function formatTime(instant: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' }).format(new Date(instant));
}
