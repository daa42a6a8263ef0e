"""The obligation in life: contracts, what happens to them, and everything that follows from it.

Owns contracts (loan, lease, mortgage, claim), their terms and their append-only events; the rows derived from them
(instalments, movements, accruals, balance); the state of a contract with its history; its repayment account. Knows
products, ledger, parties, payments (to take orders back), access, kernel and the engine `loanmath`.

Words: *terms* are the contract as agreed; an *event* is a fact with a value date and a natural key (a payment's key is
its receipt); a *movement* is an amount that an event, or a day, changed; the *life* of a contract is the replay of its
events up to a day; *derived rows* are what the replay leaves, stored to be queried and folded on, never the truth; to
*record* is to append an event, to write the difference it makes and to post that difference to the ledger; *billing*
brings contracts to the business day. What may be done is asked of `rules`, done by `commands`, shown by `queries`,
and tried without lasting effect by `preview`.
"""
