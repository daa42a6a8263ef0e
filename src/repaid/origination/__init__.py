"""Before there is a contract: applications on their way from the first word to the money paid out.

Owns applications with their comments, and which procedures each product's applications get. Knows settling, contracts,
products, parties, workflow, access and kernel. An application is a `Subject` of kind "application"; its state and what
was done stand in `workflow`, the way itself is declared in `procedures`, each step is a command here.

Words: an *application* asks for a product; its *author* entered it, its *handler* took it ("taken by"); a *draft* is
one that is not entered yet; to *sign* it is to open the contract, to *launch* it is to let the money go.
"""
