"""Ways to change a chain of audit events in the database, as whoever administers it could, without the key."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import asyncpg

from alchemi.audit.event import COLUMNS, AuditKeys, seal_event, seal_head

NOW = datetime(2026, 11, 22, 12, 0, 0, tzinfo=UTC)
EVENTS = 230
CHECKPOINTS_AT = (50, 100, 140, 200)
EVENT, CHAIN, POINT = '"Alchemi_AuditEvent"', '"Alchemi_AuditChain"', '"Alchemi_AuditCheckpoint"'


class Tampering:
    """Ways to change what is stored, as the owner of the database could."""

    def __init__(self, owner: asyncpg.Connection, chance: random.Random) -> None:
        self.owner = owner
        self.chance = chance

    async def do(self) -> str:
        ways = [way for name, way in vars(type(self)).items() if name.startswith("tamper_")]
        weights = [6 if way.__name__ in ("tamper_edit", "tamper_several") else 1 for way in ways]
        way = self.chance.choices(ways, weights)[0]
        return f"{way.__name__} {await way(self)}"

    def _event(self) -> int:
        return self.chance.randint(1, EVENTS)

    async def tamper_edit(self) -> str:
        name, at = self.chance.choice([name for name in COLUMNS if name != "account_id"]), self._event()
        if name == "sequence":
            await self.owner.execute(
                f"UPDATE {EVENT} SET sequence = 100000 WHERE account_id = 'acme' AND sequence = $1", at
            )
        elif name == "occurred_at":
            change = f"occurred_at = occurred_at + interval '{self.chance.randint(1, 5000)} milliseconds'"
            await self.owner.execute(f"UPDATE {EVENT} SET {change} WHERE account_id = 'acme' AND sequence = $1", at)
        else:
            values = ["failed", "denied"] if name == "outcome" else ["", "x", "0" * 64, '{"number":1}', "acme"]
            value = self.chance.choice(values)
            sql = f"UPDATE {EVENT} SET {name} = $1 WHERE account_id = 'acme' AND sequence = $2 AND {name} IS DISTINCT FROM $1"
            await self.owner.execute(sql, value, at)
        return f"{name} of {at}"

    async def tamper_several(self) -> str:
        at, share = self._event(), self.chance.randint(2, 20)
        sql = f"UPDATE {EVENT} SET action = 'delete' WHERE account_id = 'acme' AND sequence BETWEEN $1 AND $2"
        await self.owner.execute(sql, at, at + share)
        return f"{at} +{share}"

    async def tamper_delete(self) -> str:
        at = self._event()
        await self.owner.execute(f"DELETE FROM {EVENT} WHERE account_id = 'acme' AND sequence = $1", at)
        return str(at)

    async def tamper_truncate_tail(self) -> str:
        at = self._event()
        await self.owner.execute(f"DELETE FROM {EVENT} WHERE account_id = 'acme' AND sequence >= $1", at)
        return str(at)

    async def tamper_truncate_tail_with_its_end(self) -> str:
        at = self.chance.randint(2, EVENTS)
        await self.owner.execute(f"DELETE FROM {EVENT} WHERE account_id = 'acme' AND sequence >= $1", at)
        await self.owner.execute(f"DELETE FROM {POINT} WHERE account_id = 'acme' AND sequence >= $1", at)
        await self.owner.execute(
            f"UPDATE {CHAIN} SET sequence = $1, hash = (SELECT hash FROM {EVENT} WHERE account_id = 'acme' AND sequence = $1),"
            f" checkpoints = (SELECT count(*) FROM {POINT} WHERE account_id = 'acme') WHERE account_id = 'acme'",
            at - 1,
        )
        return str(at)

    async def tamper_truncate_head(self) -> str:
        at = self._event()
        await self.owner.execute(f"DELETE FROM {EVENT} WHERE account_id = 'acme' AND sequence <= $1", at)
        return str(at)

    async def tamper_truncate_head_as_if_by_retention(self) -> str:
        at = self.chance.choice(CHECKPOINTS_AT)
        await self.owner.execute(f"DELETE FROM {EVENT} WHERE account_id = 'acme' AND sequence <= $1", at)
        sql = f"UPDATE {POINT} SET kind = 'retention' WHERE account_id = 'acme' AND sequence = $1"
        await self.owner.execute(sql, at)
        return str(at)

    async def tamper_reorder(self) -> str:
        one, other = self.chance.sample(range(1, EVENTS + 1), 2)
        for source, target in ((one, -1), (other, one), (-1, other)):
            # The check on the sequence is in the way of nobody who owns the table.
            sql = f"UPDATE {EVENT} SET sequence = $2 WHERE account_id = 'acme' AND sequence = $1"
            await self.owner.execute(sql, source if source > 0 else 99_999, target if target > 0 else 99_999)
        return f"{one} {other}"

    async def tamper_swap_accounts(self) -> str:
        at = self._event()
        for source, target in (("acme", "aside"), ("globex", "acme"), ("aside", "globex")):
            sql = f"UPDATE {EVENT} SET account_id = $2 WHERE account_id = $1 AND sequence = $3"
            await self.owner.execute(sql, source, target, at)
        return str(at)

    async def tamper_swap_whole_chains(self) -> str:
        for table in (EVENT, CHAIN, POINT):
            for source, target in (("acme", "aside"), ("globex", "acme"), ("aside", "globex")):
                await self.owner.execute(f"UPDATE {table} SET account_id = $2 WHERE account_id = $1", source, target)
        return ""

    async def tamper_forge(self) -> str:
        """Another event in place of one, and all after it sealed anew, with a key of the forger's."""
        at, forger = self._event(), AuditKeys("forger-0123456789-0123456789-0123456789")
        rows = await self.owner.fetch(f"SELECT * FROM {EVENT} WHERE account_id = 'acme' ORDER BY sequence")
        previous = "" if at == 1 else rows[at - 2]["hash"]
        _, key = forger.current("acme")
        for row in map(dict, rows[at - 1 :]):
            row |= {"previous_hash": previous, "action": "forged" if row["sequence"] == at else row["action"]}
            previous = seal_event(key, row)
            sql = f"UPDATE {EVENT} SET action = $1, previous_hash = $2, hash = $3 WHERE account_id = 'acme' AND sequence = $4"
            await self.owner.execute(sql, row["action"], row["previous_hash"], previous, row["sequence"])
        mac = seal_head(key, "acme", EVENTS, previous, None, 4)
        await self.owner.execute(f"UPDATE {CHAIN} SET hash = $1, mac = $2 WHERE account_id = 'acme'", previous, mac)
        return str(at)

    async def tamper_insert(self) -> str:
        at = self.chance.choice((self._event(), EVENTS))
        names = ", ".join(name for name in COLUMNS if name not in ("sequence", "event_id"))
        await self.owner.execute(
            f"INSERT INTO {EVENT} (sequence, event_id, {names}) SELECT $2, 'another', {names} FROM {EVENT}"
            " WHERE account_id = 'acme' AND sequence = $1",
            at,
            EVENTS + 1,
        )
        return str(at)

    async def tamper_checkpoint(self) -> str:
        name, value = self.chance.choice(
            [
                ("hash", "0" * 64),
                ("mac", "0" * 64),
                ("key_id", "x"),
                ("created_at", NOW + timedelta(days=1)),
                ("sequence", 77),
            ]
        )
        at = self.chance.choice(CHECKPOINTS_AT)
        sql = f"UPDATE {POINT} SET {name} = $1 WHERE account_id = 'acme' AND sequence = $2"
        await self.owner.execute(sql, value, at)
        return f"{name} of {at}"

    async def tamper_delete_checkpoint(self) -> str:
        at = self.chance.choice(CHECKPOINTS_AT)
        await self.owner.execute(f"DELETE FROM {POINT} WHERE account_id = 'acme' AND sequence = $1", at)
        return str(at)

    async def tamper_end(self) -> str:
        change = self.chance.choice(
            ("sequence = sequence - 1", "hash = ''", "mac = ''", "retention_days = 1", "checkpoints = 0", "mac = hash")
        )
        await self.owner.execute(f"UPDATE {CHAIN} SET {change} WHERE account_id = 'acme'")
        return change

    async def tamper_remove_everything(self) -> str:
        for table in (EVENT, CHAIN, POINT):
            await self.owner.execute(f"DELETE FROM {table} WHERE account_id = 'acme'")
        return ""
