"""Addresses of the customer's messages."""

from django.urls import path

from repaid.interfaces.portal.messages import views

urlpatterns = [
    path("messages", views.message_list, name="messages"),
    path("messages/<int:message>/reading", views.reading, name="message_reading"),
]
