"""The book of loans that OpenIntro publishes as `loans_full_schema`: a mapping to contracts with their payments.

The file is a state of June 2018: a row is a loan with its terms, what was paid on it so far and what is left. It has
no dates but the month of issue, no names and no single payments. So the history is rebuilt from its sums, in whole
instalments: the loan paid its instalments month by month, repaid early what is paid beyond them, and every cent of
`paid_total` is booked. Nothing is invented that the sums do not say, except three things: the day of the month, chosen
so that the loan stands in its `loan_status` on the day of the import; the date of an early repayment, the last due date
before; and a name for the borrower where the file has none.

Interest counts a month as a twelfth of a year; the equal instalment is rounded up to the cent.
"""
