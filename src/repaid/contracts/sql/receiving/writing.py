"""What receipts change in the rows of their contracts: one statement a table."""

from typing import Final

_NAMES: Final = ("principal", "interest", "penalty", "fees", "tax")


def _money(minor: str) -> str:
    """SQL for minor units as the codec writes money."""
    return f"trunc(({minor}) / power(10::numeric, f.exponent), f.exponent::int)::text"


def _raised(name: str, minor: str) -> str:
    """SQL for money of the rest of the facts, raised by minor units."""
    return (
        f"trunc(COALESCE(b.rest ->> '{name}', '0')::numeric + ({minor}) / power(10::numeric, f.exponent),"
        " f.exponent::int)::text"
    )


EVENTS: Final = f"""
INSERT INTO contracts_event (contract_id, key, kind, value_date, payload, amount, names, booked_on, recorded_at,
                             recorded_by_id, source, serial)
SELECT f.contract_id, f.key, 'received', f.value_date,
       jsonb_build_object('kind', 'received', 'key', f.key, 'value_date', f.value_date::text,
                          'amount', {_money("f.amount")}, 'scheme', NULL),
       f.amount, '', %(on)s, %(at)s, %(user)s, %(source)s, f.serial
FROM taking_folded f ORDER BY f.contract_id
"""

NOTES: Final = """
INSERT INTO contracts_eventnote (contract_id, event_key, reason, payer)
SELECT g.contract_id, g.key, '', g.payer
FROM taking_receipt g JOIN taking_folded f ON f.contract_id = g.contract_id WHERE g.payer <> ''
"""

MOVEMENTS: Final = """
INSERT INTO contracts_movement (contract_id, line, value_date, cause, kind, component, amount, instalment, receipt)
SELECT f.contract_id, f.movements, f.value_date, f.key, 'received', '', f.amount, NULL, f.key FROM taking_folded f
UNION ALL
SELECT f.contract_id, f.movements + p.turn, CASE WHEN p.is_later THEN f.until ELSE f.value_date END,
       CASE WHEN p.is_later THEN '' ELSE f.key END, 'paid', p.component, p.paid, p.number, f.key
FROM taking_folded f JOIN taking_part p ON p.contract_id = f.contract_id WHERE p.paid > 0
ORDER BY 1, 2
"""

BILLED: Final = """
UPDATE contracts_instalment i SET owed_principal = d.principal, owed_interest = d.interest, fixed = true
FROM taking_due d JOIN taking_folded f ON f.contract_id = d.contract_id
WHERE i.contract_id = d.contract_id AND i.number = d.number
"""

_PAID: Final = ", ".join(f"paid_{name} = i.paid_{name} + m.paid_{name}" for name in _NAMES)
INSTALMENTS: Final = f"""
UPDATE contracts_instalment i
SET owed_penalty = i.owed_penalty + m.ask, {_PAID},
    settled_on = CASE WHEN m.still = 0 THEN COALESCE(CASE WHEN m.ask = 0 THEN i.settled_on END, m.settles_on)
                      WHEN m.ask = 0 THEN i.settled_on END
FROM taking_met m JOIN taking_folded f ON f.contract_id = m.contract_id
WHERE i.contract_id = m.contract_id AND i.number = m.number AND (m.ask <> 0 OR m.paid_total > 0)
"""

LATE: Final = """
UPDATE contracts_accrual a
SET base = m.base, since = f.until, asked = m.asked,
    carried_numerator = m.late_end / gcd(m.late_end, m.penalty_bottom),
    carried_denominator = m.penalty_bottom / gcd(m.late_end, m.penalty_bottom)
FROM taking_met m JOIN taking_folded f ON f.contract_id = m.contract_id
WHERE a.contract_id = m.contract_id AND a.instalment = m.number AND m.is_late AND m.base > 0
"""

LATE_BEGINS: Final = """
INSERT INTO contracts_accrual (contract_id, instalment, base, overdue_since, since, carried_numerator,
                               carried_denominator, asked, compounded)
SELECT m.contract_id, m.number, m.base, m.due, m.due, 0, 1, 0, 0
FROM taking_met m JOIN taking_folded f ON f.contract_id = m.contract_id WHERE m.is_new AND m.base > 0
"""

LATE_ENDS: Final = """
DELETE FROM contracts_accrual a USING taking_met m, taking_folded f
WHERE f.contract_id = m.contract_id AND a.contract_id = m.contract_id AND a.instalment = m.number
  AND m.is_late AND m.base = 0
"""

EARNING: Final = """
UPDATE contracts_accrual a
SET base = f.bearing, since = f.until, carried_numerator = f.now / gcd(f.now, f.bottom),
    carried_denominator = f.bottom / gcd(f.now, f.bottom)
FROM taking_folded f WHERE a.contract_id = f.contract_id AND a.instalment = 0
"""

BALANCES: Final = f"""
UPDATE contracts_balance b
SET counted_to = f.until, principal = b.principal - f.paid_principal, credit = b.credit + f.left_over,
    oldest_due_on = f.oldest_due_on, next_due_on = COALESCE(f.next_due_on, b.next_due_on),
    next_amount = COALESCE(f.next_amount, b.next_amount), posted_until = %(on)s, events = b.events + 1,
    movements = b.movements + 1 + f.moves, last_value_date = f.value_date, last_rank = %(rank)s, last_key = f.key,
    rest = b.rest || jsonb_build_object('today', f.until::text, 'received', {_raised("received", "f.amount")})
        || CASE WHEN f.falls_due THEN jsonb_build_object('next', f.next, 'asked', {_raised("asked", "f.billed")})
                ELSE '{{}}' END
        || CASE WHEN f.oldest > 0 THEN jsonb_build_object('oldest', f.oldest) ELSE '{{}}' END
        || CASE WHEN f.asked > 0 THEN jsonb_build_object('penalty_asked', {_raised("penalty_asked", "f.asked")})
                ELSE '{{}}' END
        || CASE WHEN f.left_over > 0 THEN jsonb_build_object(
               'credits', COALESCE(b.rest -> 'credits', '[]') || jsonb_build_array(jsonb_build_object(
                   'receipt', f.key, 'received_on', f.value_date::text, 'amount', {_money("f.left_over")}
               ))
           ) ELSE '{{}}' END
FROM taking_folded f WHERE b.contract_id = f.contract_id
"""

WRITING: Final = (EVENTS, NOTES, MOVEMENTS, BILLED, INSTALMENTS, LATE, LATE_BEGINS, LATE_ENDS, EARNING, BALANCES)
"""All of them, in the order in which they run."""
