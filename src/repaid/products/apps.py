"""The products app."""

from django.apps import AppConfig


class ProductsConfig(AppConfig):
    name = "repaid.products"
    label = "products"
    append_only = ("products_legalrate", "products_holidaycorrection")
