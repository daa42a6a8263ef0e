"""What holds for every contract, whatever happens to it."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from loanmath.changes import RateChange
from loanmath.checks import check
from loanmath.codec import facts_from_data, facts_to_data
from loanmath.components import Amounts, Component
from loanmath.early import quote
from loanmath.events import (
    Disbursed,
    EarlyRepaid,
    FeeCharged,
    MoneyReturned,
    Received,
    Repayment,
    Reversed,
    SettledEarly,
    event_order,
)
from loanmath.facts import Facts, MovementKind, Origin, Stage
from loanmath.life import Life, earned
from loanmath.rates import RateStep
from loanmath.replay import count, fold, replay, start
from loanmath.scheme import Advance, Scheme
from loanmath.terms import InterestOn, Method, OverduePrincipal, Portion, Remainder
from loanmath.testing import START, stories
from loanmath.trace import Why

many = settings(max_examples=100, deadline=None)
BALANCE = {"interest_on": InterestOn.BALANCE}
INTEREST_FIRST = Scheme.of(
    Component.FEES,
    Component.TAX,
    Component.PENALTY,
    Component.INTEREST,
    Component.PRINCIPAL,
    advance=Advance.NEXT,
)
ON_BALANCE = (Method.ANNUITY, Method.EQUAL_PRINCIPAL, Method.INTEREST_ONLY, Method.BULLET)


def paid(facts: Facts) -> int:
    return sum(row.paid.total for row in facts.plan)


def principal_met(facts: Facts) -> int:
    return sum(row.met.principal for row in facts.plan)


def moved(life: Life, *kinds: MovementKind) -> int:
    return sum(m.amount for m in life.movements if m.kind in kinds and m.component in (None, Component.PRINCIPAL))


@many
@given(stories(), st.randoms())
def test_the_order_of_recording_never_matters(story, random):
    terms, events, day = story
    shuffled = list(events)
    random.shuffle(shuffled)
    assert replay(terms, shuffled, day) == replay(terms, events, day)


@many
@given(stories(), st.integers(1, 50_000), st.integers(1, 50_000), st.integers(0, 200))
def test_payments_of_one_day_commute(story, one, other, days):
    terms, events, day = story
    on = START + timedelta(days=days)
    first = [Received(value_date=on, key="z-a", amount=one), Received(value_date=on, key="z-b", amount=other)]
    second = [Received(value_date=on, key="z-a", amount=other), Received(value_date=on, key="z-b", amount=one)]
    assert replay(terms, events + first, day).view.plan == replay(terms, events + second, day).view.plan


@many
@given(stories())
def test_principal_paid_out_is_repaid_given_up_or_outstanding(story):
    terms, events, day = story
    life = replay(terms, events, day)
    view = life.view
    capital_out = moved(
        life, MovementKind.DISBURSED, MovementKind.FINANCED, MovementKind.CAPITALISED, MovementKind.RETURNED
    ) + sum(m.amount for m in life.movements if m.kind is MovementKind.REFUNDED and m.component is not None)
    assert view.lent == capital_out
    assert view.lent == principal_met(view) + life.balances.outstanding.principal
    assert view.lent == sum(row.owed.principal for row in life.schedule)
    assert view.asked == sum(row.owed.principal for row in view.plan if row.fixed)


@many
@given(stories())
def test_receipts_less_refunds_are_payments_and_credit(story):
    terms, events, day = story
    life = replay(terms, events, day)
    given_back = sum(m.amount for m in life.movements if m.kind is MovementKind.REFUNDED and m.component is None)
    assert life.view.received - given_back == paid(life.view) + life.view.credit
    for event in events:
        if isinstance(event, (Received, EarlyRepaid)):
            one = life.allocation_of(event.key)
            assert one.amount == event.amount == sum(part.amount for part in one.parts) + one.refunded + one.rest


@many
@given(
    stories(("paid", "lent"), down_payment=Portion(share=Fraction(1, 4)), down_payment_automatic=True),
    st.integers(0, 200), st.integers(1, 100_000),
)  # fmt: skip
def test_money_that_is_found_later_adds_itself_and_nothing_else(story, days, amount):
    """What a disbursement brought in by itself is told with it."""
    terms, told, day = story
    on = START + timedelta(days=days)
    assume(on <= day)
    events = [replace(e, own_share=e.amount // 4) if isinstance(e, Disbursed) else e for e in told]
    before = replay(terms, events, day).view.received
    found = Received(value_date=on, key="found later", amount=amount)
    assert replay(terms, [*events, found], day).view.received == before + amount


@many
@given(stories())
def test_nothing_is_paid_above_what_is_asked(story):
    terms, events, day = story
    for row in replay(terms, events, day).schedule:
        assert min(row.open) >= 0, row
        assert min(row.paid) >= 0 and min(row.owed) >= 0


@many
@given(stories())
def test_what_bears_interest_is_what_is_owed_and_not_overdue(story):
    terms, events, day = story
    view = replay(terms, events, day).view
    if terms.method is Method.FLAT or terms.interest_on is InterestOn.SCHEDULE:
        expected = view.lent - sum(row.owed.principal for row in view.plan[: view.next])
    elif terms.overdue_principal is OverduePrincipal.BEARS:
        expected = view.lent - principal_met(view)
    else:
        overdue = sum(row.open.principal for row in view.plan[: view.next])
        expected = view.lent - principal_met(view) - overdue
    assert view.bearing == expected


@many
@given(stories(), st.integers(0, 400))
def test_interest_of_adjoining_days_adds_up(story, days):
    terms, events, _ = story
    facts = replay(terms, events, events[-1].value_date).facts
    day = facts.today + timedelta(days=days)
    middle = facts.today + timedelta(days=days // 2)
    at_once = count(facts, terms, day)
    assert count(count(facts, terms, middle), terms, day) == at_once
    assert count(at_once, terms, day) == at_once


@many
@given(stories(kinds=("paid", "fee", "lent"), **BALANCE))
def test_interest_asked_and_carried_is_the_exact_interest_of_all_days(story):
    terms, events, day = story
    assume(terms.method in ON_BALANCE)
    trace = []
    life = replay(terms, events, day, trace=trace)
    lines = (line for line in trace if line.what is Why.INTEREST and line.end <= life.view.today)
    charged = sum(e.amount for e in events if isinstance(e, FeeCharged) and e.component is Component.INTEREST)
    exact = sum((line.exact for line in lines), Fraction(charged))
    fixed = [row for row in life.view.plan if row.fixed]
    booked = sum(row.owed.interest for row in fixed) + life.view.carried
    # A line that a payment fixed may be open again; money lent after all is paid reopens the last one.
    rounded = len(fixed) + len(events)
    closed = len([event for event in events if event.kind == "disbursed"])
    assert abs(booked - exact) <= Fraction(closed if terms.remainder is Remainder.CARRY else rounded, 2)


@many
@given(stories(rates=(RateStep(None, Decimal(0)),), penalty=None))
def test_what_is_charged_is_asked_whatever_is_planned_again(story):
    """A charge that found its instalment stays there: the loan bears no interest, so charges are all there is."""
    terms, events, day = story
    assume(not any(isinstance(getattr(event, "change", None), RateChange) for event in events))
    view = replay(terms, events, day).view
    charged = Amounts()
    for event in events:
        if isinstance(event, FeeCharged):
            charged = charged.add(event.component, event.amount)
        if isinstance(event, MoneyReturned):
            charged = charged.plus(event.amounts._replace(principal=0))
    asked = Amounts(interest=int(view.carried))
    for row in view.plan:
        asked = asked.plus(row.owed._replace(principal=0))
    assert asked == charged


@many
@given(stories(), st.integers(1, 200_000), st.integers(0, 60))
def test_repaying_early_for_a_shorter_term_never_lengthens_it(story, amount, days):
    terms, events, _ = story
    on = events[-1].value_date + timedelta(days=days)
    early = EarlyRepaid(value_date=on, key="zz-early", amount=amount, mode=Repayment.SHORTER_TERM)

    def coming(history):
        return len([row for row in replay(terms, history, on).view.coming if row.origin is Origin.REGULAR])

    assert coming([*events, early]) <= coming(events)


@many
@given(stories())
def test_folding_the_last_event_is_replaying_all(story):
    terms, events, _ = story
    last = max(events, key=event_order)
    before = [event for event in events if event is not last]
    folded = fold(replay(terms, before, last.value_date).facts if before else start(terms), terms, last)
    assert folded == replay(terms, events, last.value_date).facts


@many
@given(stories())
def test_stored_facts_fold_like_fresh_ones(story):
    terms, events, day = story
    facts = replay(terms, events, day).facts
    assert facts_from_data(facts_to_data(facts, "EUR"), "EUR") == facts


@many
@given(stories(), st.integers(1, 9))
def test_a_reversed_event_never_was(story, place):
    terms, events, day = story
    assume(place < len(events))
    named = events[place].key
    assume(not any(getattr(event, "receipt", None) == named for event in events))
    undone = [*events, Reversed(value_date=day, key="undo", of=named)]
    without = [event for event in events if event.key != named]
    assert replay(terms, undone, day).view == replay(terms, without, day).view


@many
@given(stories(), st.integers(0, 60))
def test_looking_and_receiving_nothing_change_nothing(story, days):
    terms, events, _ = story
    facts = replay(terms, events, events[-1].value_date).facts
    on = facts.today + timedelta(days=days)
    assume(not facts.credits)
    nothing = Received(value_date=on, key="zz-nothing", amount=0)
    day = on + timedelta(days=30)
    assert replay(terms, [*events, nothing], day).schedule == replay(terms, events, day).schedule


@many
@given(stories(kinds=("lent",)))
def test_paying_on_the_due_days_gives_the_schedule(story):
    terms, events, _ = story
    plan = replay(terms, events, events[-1].value_date).schedule
    payments = [
        Received(value_date=max(row.due, events[-1].value_date), key=f"zz-{n}", amount=row.open.total)
        for n, row in enumerate(plan)
        if row.due >= events[-1].value_date
    ]
    late = [row for row in plan if row.due < events[-1].value_date]
    assume(not any(any(row.open) for row in late))
    life = replay(terms, [*events, *payments], plan[-1].due)
    assert [row.owed for row in life.schedule] == [row.owed for row in plan]
    assert not any(life.balances.outstanding)


@many
@given(stories(kinds=("paid",), allocation=INTEREST_FIRST), st.integers(1, 30_000))
def test_more_or_earlier_money_never_costs_more(story, more):
    terms, events, day = story
    assume(len(events) > 1 and terms.remainder is Remainder.CARRY)
    last = events[-1]
    richer = [*events[:-1], replace(last, amount=last.amount + more)]

    def cost(history):
        return sum(row.owed.total for row in replay(terms, history, day).schedule)

    assert cost(richer) <= cost(events) + 1


@many
@given(stories(), st.integers(0, 90), st.integers(0, 90))
def test_paying_the_quote_leaves_nothing_that_day_and_later(story, days, later):
    terms, events, _ = story
    facts = replay(terms, events, events[-1].value_date).facts
    on = facts.today + timedelta(days=days + 1)
    total = quote(facts, terms, on).total
    closing = [SettledEarly(value_date=on, key="zz", amount=max(total, 0))]
    assume(not any(event.kind in ("suspended",) for event in events))
    life = replay(terms, [*events, *closing], on + timedelta(days=later))
    assert not any(life.balances.outstanding)
    assert life.view.credit == max(-total, 0)


@many
@given(stories(kinds=("paid", "fee")), st.integers(0, 120))
def test_earned_interest_never_falls(story, days):
    terms, events, _ = story
    life = replay(terms, events, events[-1].value_date)
    day = life.as_of + timedelta(days=days)
    before, after = earned(life, day), earned(life, day + timedelta(days=1))
    assert after.interest >= before.interest
    assert after.penalty >= before.penalty


@many
@given(stories(), stories(), st.data())
def test_replay_never_raises_over_what_people_recorded(story, other, data):
    """Events without a disbursement, after the end, of another contract, in any company."""
    terms, events, day = story
    strange = [replace(event, key=f"other {event.key}") for event in other[1]]
    mixed = data.draw(st.permutations(events + strange))
    chosen = mixed[: data.draw(st.integers(0, len(mixed)))]
    life = replay(terms, chosen, day)
    assert life.view.lent >= 0
    assert life.stage in Stage
    broken = check(life.view, terms)
    assert not broken, (broken, chosen)
