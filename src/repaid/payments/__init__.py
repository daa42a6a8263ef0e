"""Facts of money in, orders of money out.

Owns what the outside world says happened to money: the statements of banks (read in `formats`), and what people
enter by hand or receive in the field; and what the lender tells its bank: orders to send money. It knows parties,
products, the ledger and what lies below; it does not know contracts: which money belongs to which contract is decided
above, in `settling`.

Words: a *statement file* is what a bank delivered, in one of the formats of `formats`; it holds *statements*, each of
one account and currency, from an *opening* to a *closing balance*; a *line* is one entry of a statement, money *in*,
*out*, or a *reversal* of an earlier line; the *counterparty* is who paid or was paid; the account *paid into* is the
one the payer typed, when it is not the account of the statement (a virtual repayment account); the *remittance text*
is what the payer wrote; a *bank reference* is the bank's own name of the entry. A *batch* is a line whose *parts* were
booked in one sum. A *natural key* tells one line from every other and is the same whenever the file is read again.
What is wrong with a file is a list of findings, each naming its line; the rest of the file is still offered.

A *payment order* is money to be sent to a *payee* (in files: the creditor) from an *own account*; one person
*proposes* it, another one *approves* it. Its *end-to-end id* goes with the money to the statements of both sides.
Approved orders of one account stand in a *payment file*, which is made once; the bank *executes* an order or *rejects*
it.
"""
