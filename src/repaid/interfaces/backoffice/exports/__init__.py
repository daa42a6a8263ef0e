"""Files of lists that a worker wrote: how far one is, downloading it."""
