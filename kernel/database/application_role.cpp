#include "database/application_role.hpp"

#include <vector>

namespace statybos::kernel::database {
namespace {

// Two kernels on one server may both find it missing.
constexpr const char* make_role = R"(DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'statybos_application')
       AND EXISTS (SELECT FROM pg_roles WHERE rolname = current_user AND (rolsuper OR rolcreaterole)) THEN
        CREATE ROLE statybos_application NOLOGIN;
        EXECUTE format('GRANT statybos_application TO %I', current_user);
    END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
    NULL;
END $$)";

// A statement for each object on which the role has too little or, append-only, too much.
constexpr const char* grants = R"(
SELECT format('GRANT USAGE ON SCHEMA %I TO statybos_application', nspname)
  FROM pg_namespace
 WHERE nspname = ANY ($1::text[])
   AND NOT has_schema_privilege('statybos_application', oid, 'USAGE')
UNION ALL
SELECT format(CASE WHEN append_only THEN 'REVOKE ALL ON %1$I.%2$I FROM statybos_application;'
                                      || ' GRANT SELECT, INSERT ON %1$I.%2$I TO statybos_application'
                   ELSE 'GRANT SELECT, INSERT, UPDATE, DELETE ON %1$I.%2$I TO statybos_application' END,
              nspname, relname)
  FROM (SELECT n.nspname, c.relname, c.oid,
               coalesce(obj_description(c.oid, 'pg_class'), '') LIKE 'append-only%' AS append_only
          FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE n.nspname = ANY ($1::text[]) AND c.relkind IN ('r', 'p', 'v')) AS tables
 WHERE NOT has_table_privilege('statybos_application', oid, 'SELECT')
    OR NOT has_table_privilege('statybos_application', oid, 'INSERT')
    OR CASE WHEN append_only
            THEN has_table_privilege('statybos_application', oid, 'UPDATE, DELETE, TRUNCATE')
            ELSE NOT has_table_privilege('statybos_application', oid, 'UPDATE')
              OR NOT has_table_privilege('statybos_application', oid, 'DELETE') END
UNION ALL
SELECT format('GRANT USAGE, SELECT ON SEQUENCE %I.%I TO statybos_application', n.nspname, c.relname)
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname = ANY ($1::text[])
   AND CASE WHEN c.relkind = 'S'
            THEN NOT has_sequence_privilege('statybos_application', c.oid, 'USAGE') END)";

} // namespace

const char* const step_down_statement =
    "SELECT set_config('role', rolname, false) FROM pg_roles"
    " WHERE rolname = 'statybos_application' AND pg_has_role(session_user, oid, 'MEMBER')";

bool grant_to_application(Connection& connection, std::span<const std::string> schemas) {
    connection.script(make_role);
    if (connection.query("SELECT FROM pg_roles WHERE rolname = 'statybos_application'").empty()) {
        return false;
    }
    std::string names = "{";
    for (const std::string& schema : schemas) {
        names += (names.size() > 1 ? "," : "") + schema;
    }
    names += '}';
    std::vector<std::string> statements;
    for (const Row row : connection.query(grants, names)) {
        statements.emplace_back(row.text(0));
    }
    for (const std::string& statement : statements) {
        connection.script(statement);
    }
    return true;
}

} // namespace statybos::kernel::database
