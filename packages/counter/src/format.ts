/** A number as readers of the language write it: 2 981 in Swedish, 2,981 in English. */
export function formatNumber(number: number, locale: string): string {
  return new Intl.NumberFormat(locale).format(number);
}

/** An ISO 8601 instant where the reader is: such as 14:05, and with its day when that is not today. */
export function formatTime(instant: string, locale: string): string {
  const time = new Date(instant);
  const isToday = time.toDateString() === new Date().toDateString();
  return new Intl.DateTimeFormat(locale, { timeStyle: 'short', ...(!isToday && { dateStyle: 'medium' }) }).format(time);
}
