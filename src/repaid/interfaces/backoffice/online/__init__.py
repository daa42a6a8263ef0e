"""Online payments as staff see them: the list, one with its story, what needs a decision, transfers of providers."""
