"""Addresses of payment providers."""

from django.urls import path

from repaid.interfaces.backoffice.providers import views

urlpatterns = [
    path("", views.provider_list, name="providers"),
    path("/connect/<slug:kind>", views.connect, name="provider_connect"),
    path("/<int:key>", views.provider, name="provider"),
    path("/<int:key>/switch", views.switch, name="provider_switch"),
    path("/<int:key>/try", views.try_out, name="provider_try"),
]
