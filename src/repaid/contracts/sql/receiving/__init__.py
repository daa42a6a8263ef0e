"""Twin of `loanmath.paying.received` for many plain contracts at once: each takes one payment, as its newest event.

Plain is what `candidates` and `lines` let through: an active contract with an instalment to come, that counts its days
over a fixed year, of which nothing falls due before the business day, and on which money pays what is billed and then
waits as credit. Everything else is left to the engine. The steps fill temporary tables, one after the other:

    taking_receipt    what came                         taking_part      what of a receipt meets which component
    taking_candidate  contracts that may take it so     taking_met       the lines afterwards
    taking_line       their billed lines, unpaid        taking_folded    the contracts afterwards
    taking_due        what falls due on the day

and `writing` makes events and derived rows of them, `bookings` what the ledger has to learn.
"""
