"""Addresses of payments."""

from django.urls import path

from repaid.interfaces.backoffice.payments import views

urlpatterns = [path("", views.payment_list, name="payments")]
