"""Reading contracts. Nothing here writes; what is shown of a contract is its life, replayed to the day asked for."""
