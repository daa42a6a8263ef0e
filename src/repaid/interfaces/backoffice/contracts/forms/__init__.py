"""Forms of what is done to a contract: each knows the contract, and makes the arguments of its command."""
