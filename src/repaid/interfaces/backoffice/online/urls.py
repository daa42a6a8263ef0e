"""Addresses of online payments."""

from django.urls import path

from repaid.interfaces.backoffice.online import deciding, views

urlpatterns = [
    path("", views.online_list, name="online_payments"),
    path("/refused", views.refused, name="refused_notices"),
    path("/transfers", deciding.transfers, name="provider_transfers"),
    path("/transfers/<str:number>", deciding.accept, name="provider_transfer"),
    path("/<int:key>", views.online, name="online"),
    path("/<int:key>/book", deciding.book, name="online_book"),
    path("/<int:key>/returned", deciding.give_back, name="online_returned"),
]
