"""The database backend: Django looks for a class of this name in a module of this name."""

from typing import Any

from django.db.backends.postgresql import base, features


class DatabaseFeatures(features.DatabaseFeatures):
    minimum_database_version = (15,)


class DatabaseWrapper(base.DatabaseWrapper):
    features_class = DatabaseFeatures

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        server = self.settings_dict.get("SERVER")
        if server is not None:
            server.join()
        return super().get_new_connection(conn_params)

    def create_cursor(self, name: str | None = None) -> Any:
        """Statements of a transaction are prepared once a session: commands repeat the same few.

        Questions of pages are planned each time for what was asked: one plan for every word that may be searched for
        is a bad one for most of them.
        """
        prepared_from = self.settings_dict["OPTIONS"].get("prepare_threshold")
        self.connection.prepare_threshold = prepared_from if self.in_atomic_block else None
        return super().create_cursor(name)
