import type { FastifyInstance } from 'fastify';
import {
  newOrganisation,
  organisationChange,
  removal,
  type Changed,
  type Organisation,
} from '../../../contract/admin/accounts.ts';
import { adminPaths } from '../../../contract/admin/paths.ts';
import {
  meetingsChange,
  policyChange,
  type MeetingsAnswer,
  type OrganisationAnswer,
  type PolicyValue,
} from '../../../contract/admin/policies.ts';
import { policyKeys } from '../../../contract/policyCatalogue.ts';
import { refuse } from '../../shared/replies.ts';
import type { PoolData } from '../accounts/poolData.ts';
import { domainOf } from '../changes/snapshot.ts';
import { turns } from '../changes/turns.ts';
import { refuseWith } from './adminReplies.ts';
import type { AdminParts } from './parts.ts';

interface WithDomain {
  Params: { domain: string };
}

function listOrganisations({ organisations, accounts }: PoolData): Organisation[] {
  const counts = new Map<string, { accounts: number; disabled: number }>();
  for (const [address, { disabled }] of Object.entries(accounts)) {
    const count = counts.get(domainOf(address)) ?? { accounts: 0, disabled: 0 };
    counts.set(domainOf(address), count);
    count.accounts += 1;
    if (disabled) count.disabled += 1;
  }
  return Object.entries(organisations)
    .map(([domain, { displayName }]) => ({
      domain,
      displayName,
      ...(counts.get(domain) ?? { accounts: 0, disabled: 0 }),
    }))
    .sort((a, b) => (a.domain < b.domain ? -1 : 1));
}

/** `organisations` and `meetings`: who there is, and what the pool says to their people. */
export function adminOrganisationRoutes(
  app: FastifyInstance,
  { changing, look }: AdminParts,
): void {
  app.get(adminPaths.organisations, (_request, reply) => {
    const { seen, data } = look();
    return reply.send({ seen, organisations: listOrganisations(data) });
  });

  app.post(adminPaths.organisations, (request, reply) => {
    const body = newOrganisation.safeParse(request.body);
    if (!body.success) return refuse(reply, 400, 'the body must hold domain and displayName');
    const { domain, displayName } = body.data;
    const turn = turns.addOrganisation(domain, displayName);
    const seen = changing.change(request, reply, { turn });
    return seen === undefined ? reply : reply.code(201).send({ seen } satisfies Changed);
  });

  const path = adminPaths.organisation('').concat(':domain');
  app.get<WithDomain>(path, (request, reply) => {
    const { domain } = request.params;
    const { seen, data } = look();
    const { organisations } = data;
    const found = Object.hasOwn(organisations, domain) ? organisations[domain] : undefined;
    if (!found) return refuseWith(reply, { kind: 'unknown' });
    const isKnown = ([key]: readonly [string, unknown]) => policyKeys.some((one) => one === key);
    const policy = Object.entries(found.policy);
    return reply.send({
      seen,
      domain,
      displayName: found.displayName,
      policy: Object.fromEntries(policy.filter(isKnown)) as Record<string, PolicyValue>,
      unknown: policy.filter((entry) => !isKnown(entry)).map(([key]) => key),
    } satisfies OrganisationAnswer);
  });

  app.patch<WithDomain>(path, (request, reply) => {
    const body = organisationChange.safeParse(request.body);
    if (!body.success) return refuse(reply, 400, 'the body must hold seen and displayName');
    const turn = turns.renameOrganisation(request.params.domain, body.data.displayName);
    const seen = changing.change(request, reply, { turn, seen: body.data.seen });
    return seen === undefined ? reply : reply.send({ seen } satisfies Changed);
  });

  app.delete<WithDomain>(path, (request, reply) => {
    const query = removal.safeParse(request.query);
    if (!query.success) return refuse(reply, 400, 'the query must hold seen');
    const turn = turns.removeOrganisation(request.params.domain);
    const seen = changing.change(request, reply, { turn, seen: query.data.seen });
    return seen === undefined ? reply : reply.send({ seen } satisfies Changed);
  });

  app.put<{ Params: { domain: string; key: string } }>(
    `${path}/policies/:key`,
    (request, reply) => {
      const body = policyChange.safeParse(request.body);
      if (!body.success) return refuse(reply, 400, 'the body must hold seen and value');
      const { domain, key } = request.params;
      const turn = turns.setPolicy(domain, key, body.data.value);
      const seen = changing.change(request, reply, { turn, seen: body.data.seen });
      return seen === undefined ? reply : reply.send({ seen } satisfies Changed);
    },
  );

  app.get(adminPaths.meetings, (_request, reply) => {
    const { seen, data } = look();
    const { telemetry } = data.meetings;
    return reply.send({ seen, MeetingUxEnableTelemetry: telemetry } satisfies MeetingsAnswer);
  });

  app.put(adminPaths.meetings, (request, reply) => {
    const body = meetingsChange.safeParse(request.body);
    if (!body.success)
      return refuse(reply, 400, 'the body must hold seen and MeetingUxEnableTelemetry');
    const turn = turns.setMeetings(body.data.MeetingUxEnableTelemetry);
    const seen = changing.change(request, reply, { turn, seen: body.data.seen });
    return seen === undefined ? reply : reply.send({ seen } satisfies Changed);
  });
}
