"""Addresses of everybody's day."""

from django.urls import path

from repaid.interfaces.backoffice.day import announcements, figures, messenger

urlpatterns = [
    path("messenger", messenger.messenger, name="messenger"),
    path("messenger/unread", messenger.unread, name="unread"),
    path("messenger/<int:key>", messenger.conversation, name="conversation"),
    path("messenger/<int:key>/messages", messenger.thread, name="thread"),
    path("messenger/<int:key>/reading", messenger.reading, name="reading"),
    path("announcements", announcements.announcement_list, name="announcements"),
    path("announcements/new", announcements.announcement_new, name="announcement_new"),
    path("announcements/<int:key>", announcements.announcement, name="announcement"),
    path("announcements/<int:key>/file", announcements.announcement_file, name="announcement_file"),
    path("announcements/<int:key>/removal", announcements.announcement_removal, name="announcement_removal"),
    path("start-figures", figures.figures, name="start_figures"),
]
