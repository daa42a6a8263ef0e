"""Where people and machines meet the system: staff, customers, the command line. Knows every room below."""
