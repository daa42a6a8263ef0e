"""Settings: `base` of the running product, `test` of the tests; and the ground under them, the database.

Everything that differs between places comes from the environment: `REPAID_DATA` is where the embedded database, the
keys and the exports live; `DATABASE_URL` names a server instead. `unready` is how the house says that it cannot work
here. Nothing in this room knows the business, and importing a module of it starts nothing.
"""
