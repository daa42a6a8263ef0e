"""Applications: search, the queue, one of them with its tabs, the run window, which procedures a product has."""
