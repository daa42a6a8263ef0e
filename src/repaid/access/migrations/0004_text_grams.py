from django.db import migrations

# Made of what PostgreSQL itself has, so that an index on it survives a restore with an empty search path. Its cost is
# about that of a thousand comparisons: the planner shall look into the index, not call it row by row.
CREATE = """
    CREATE FUNCTION text_grams(told text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS $$
        SELECT array_agg(DISTINCT substr(told, place, 3)) FROM generate_series(1, length(told) - 2) AS place
    $$
"""
DROP = "DROP FUNCTION text_grams(text)"


class Migration(migrations.Migration):

    dependencies = [
        ("access", "0003_exports"),
    ]

    operations = [migrations.RunSQL(CREATE, DROP)]
