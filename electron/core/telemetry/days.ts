/** The local day of an instant, as YYYY-MM-DD, recomputed only when the day is over. */
export function createDays(now: () => number): () => string {
  let day = '';
  let from = 0;
  let until = 0;
  return () => {
    const instant = now();
    if (instant < from || instant >= until) {
      const date = new Date(instant);
      const [year, month, dayOfMonth] = [date.getFullYear(), date.getMonth(), date.getDate()];
      from = new Date(year, month, dayOfMonth).getTime();
      until = new Date(year, month, dayOfMonth + 1).getTime();
      const two = (part: number) => String(part).padStart(2, '0');
      day = `${String(year).padStart(4, '0')}-${two(month + 1)}-${two(dayOfMonth)}`;
    }
    return day;
  };
}
