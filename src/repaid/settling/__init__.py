"""Which money pays which contract.

Owns settlements (the part of a payment that a contract took, with who decided and why), matching, the schemes by which
people may let money be spread, and from which confidence on the machine decides alone; and the ordering of money that
contracts paid out. Knows payments and contracts; neither knows it.

Words: a *target* is a contract that could take money; a *reason* speaks for or against it; a *suggestion* is a target
with its reasons and a *confidence* from 0 to 100; to *settle* is to hand a part of a payment to a contract, where it
becomes an event; to *withdraw* a settlement is to reverse that event, after which the money waits again. A *payout* is
what a contract paid out by one event and what has to reach the customer.
"""
