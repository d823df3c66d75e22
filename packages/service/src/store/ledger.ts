import type { TotalFilter } from '@cohesion/contract';
import type { Kysely } from 'kysely';
import type { LedgerError } from './signature-store.ts';
import type { LedgerRow, Tables } from './tables.ts';

type Cell = Omit<LedgerRow, 'count'>;

const dimensions = ['campaign', 'kind', 'country', 'region', 'partner'] as const satisfies (keyof Cell)[];

/** Counts one more, or one fewer, in the transaction that changes the signature. */
export async function count(trx: Kysely<Tables>, cell: Cell, change: 1 | -1): Promise<void> {
  const { campaign, kind, country, region, partner } = cell;
  await trx
    .insertInto('ledger')
    .values({ campaign, kind, country, region, partner, count: change })
    .onConflict((conflict) =>
      conflict.columns([...dimensions]).doUpdateSet((eb) => ({ count: eb('ledger.count', '+', change) })),
    )
    .execute();
}

/** The sum over every cell that matches. */
export async function sum(db: Kysely<Tables>, campaign: string, filter: TotalFilter): Promise<number> {
  let query = db
    .selectFrom('ledger')
    .select((eb) => eb.fn.sum<number | string | null>('count').as('total'))
    .where('campaign', '=', campaign);
  if (filter.kind) query = query.where('kind', '=', filter.kind);
  if (filter.country) query = query.where('country', '=', filter.country);
  if (filter.partner) query = query.where('partner', '=', filter.partner);
  // NUTS codes are nested by their beginnings, and hold no character that LIKE would read as a pattern.
  if (filter.region) query = query.where('region', 'like', `${filter.region}%`);
  const { total } = await query.executeTakeFirstOrThrow();
  return Number(total ?? 0);
}

/** Every cell in which the ledger and the confirmed rows disagree. */
export async function compareWithRows(db: Kysely<Tables>): Promise<LedgerError[]> {
  const counted = await db.selectFrom('ledger').selectAll().execute();
  const rows = await db
    .selectFrom('signatures')
    .select([...dimensions])
    .select((eb) => eb.fn.countAll<number | string>().as('count'))
    .where('status', '=', 'confirmed')
    .groupBy([...dimensions])
    .execute();

  const cells = new Map<string, { campaign: string; ledger: number; rows: number }>();
  const cellOf = (cell: Cell) => {
    const name = dimensions.map((dimension) => cell[dimension]).join(' ');
    const found = cells.get(name) ?? { campaign: cell.campaign, ledger: 0, rows: 0 };
    cells.set(name, found);
    return found;
  };
  for (const cell of counted) cellOf(cell).ledger = cell.count;
  for (const cell of rows) cellOf(cell).rows = Number(cell.count);
  return [...cells].filter(([, { ledger, rows }]) => ledger !== rows).map(([cell, figures]) => ({ cell, ...figures }));
}
