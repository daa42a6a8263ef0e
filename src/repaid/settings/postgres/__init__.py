"""Django's PostgreSQL, started on first use and never older than what the tests run on."""
