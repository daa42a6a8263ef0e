"""The books: chart of accounts, statement of an account, trial balance."""
