"""Addresses of products."""

from django.urls import path

from repaid.interfaces.backoffice.applications import configuring
from repaid.interfaces.backoffice.products import editing, views

urlpatterns = [
    path("", views.product_list, name="products"),
    path("/new", views.new_product, name="product_new"),
    path("/removal", views.removal, name="product_removal"),
    path("/<slug:code>", views.product, name="product"),
    path("/<slug:code>/archive", views.archive, name="product_archive"),
    path("/<slug:code>/procedures", configuring.procedures, name="product_procedures"),
    path("/<slug:code>/draft", editing.draft, name="draft"),
    path("/<slug:code>/versions/<int:number>", views.version, name="version"),
    path("/<slug:code>/versions/<int:number>/publication", views.publication, name="publication"),
]
