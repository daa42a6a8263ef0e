"""loanmath: what a loan owes, from its terms to its last payment."""
