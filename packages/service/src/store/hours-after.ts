export const hoursAfter = (instant: Date, hours: number) => new Date(instant.getTime() + hours * 3_600_000);
