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
