# Speaks to PostgreSQL with psql, or with Java where there is no psql; to be sourced. Passwords go
# through files and pipes, never through arguments, which every user of a machine can read.
# shellcheck shell=bash disable=SC2154

# The end of a step that may be tried again, and of one where only a person can help.
fail() {
  printf '%s\n' "$*" >&2
  exit 1
}
refuse() {
  printf '%s\n' "$*" >&2
  exit 65
}

# A text as an SQL literal, as an SQL name, and as JSON: whatever is in it, it stays a text.
literal() {
  local text=${1//\'/\'\'}
  if [[ $text == *\\* ]]; then printf " E'%s'" "${text//\\/\\\\}"; else printf "'%s'" "$text"; fi
}
name() { printf '"%s"' "${1//\"/\"\"}"; }
json() {
  local text=${1//\\/\\\\}
  printf '"%s"' "${text//\"/\\\"}"
}

decode() {
  local text=${1//\\/\\\\}
  printf '%b' "${text//%/\\x}"
}
encode() {
  local LC_ALL=C text=$1 i c code
  for ((i = 0; i < ${#text}; i++)); do
    c=${text:i:1}
    case $c in
      [A-Za-z0-9._~-]) printf %s "$c" ;;
      *)
        printf -v code %d "'$c"
        printf '%%%02X' $((code & 255))
        ;;
    esac
  done
}

form='^postgres(ql)?://([^:@/?]+):([^@/?]*)@(\[[0-9A-Fa-f:.]+\]|[^]:@/?[]+)(:([0-9]{1,5}))?/([^/?]*)(\?(.*))?$'
[[ $PARAM_SERVER =~ $form ]] ||
  refuse "the server's address has to look like postgresql://user:password@host:5432/postgres (write %40 for @ and %2F for / in a password)"
server_user=$(decode "${BASH_REMATCH[2]}")
server_password=$(decode "${BASH_REMATCH[3]}")
authority=${BASH_REMATCH[4]}${BASH_REMATCH[5]}
server_host=${BASH_REMATCH[4]//[\[\]]/}
server_port=${BASH_REMATCH[6]:-5432}
server_database=$(decode "${BASH_REMATCH[7]:-postgres}")
options=${BASH_REMATCH[8]}
tls=prefer
[[ $options =~ [?\&]sslmode=([a-z-]+) ]] && tls=${BASH_REMATCH[1]}

user_url() {
  printf 'postgresql://%s:%s@%s/%s%s' "$(encode "$PARAM_USER")" "$(encode "$PARAM_PASSWORD")" "$authority" "$(encode "$PARAM_DATABASE")" "$options"
}

# sql server|user STATEMENT: prints rows, tab-separated.
sql() {
  local user=$server_user password=$server_password database=$server_database
  [[ $1 == server ]] || user=$PARAM_USER password=$PARAM_PASSWORD database=$PARAM_DATABASE
  if command -v psql >/dev/null; then
    with_psql "$2"
  else
    local classes
    compile
    printf '%s\0' "$server_host" "$server_port" "$database" "$user" "$password" "$tls" "$2" |
      "$SUTLER_JAVA" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "$(driver):$classes" Sql
  fi
}

with_psql() {
  local file=$TMPDIR/login.$BASHPID escaped=${password//\\/\\\\} failed=
  printf '*:*:*:*:%s\n' "${escaped//:/\\:}" >"$file"
  PGPASSFILE=$file PGHOST=$server_host PGPORT=$server_port PGUSER=$user PGDATABASE=$database PGSSLMODE=$tls \
    PGCONNECT_TIMEOUT=10 PGOPTIONS='-c client_min_messages=warning' PGCLIENTENCODING=UTF8 \
    psql -XwqAt -F $'\t' -v ON_ERROR_STOP=1 <<<"$1;" || failed=yes
  rm -f "$file"
  [[ -z $failed ]]
}

compile() { # once for each version of the source
  classes=$SUTLER_WORKSPACE/classes-$(cksum <"$SUTLER_BUNDLE/src/Sql.java" | tr ' ' -)
  [[ -r $classes/Sql.class ]] ||
    "${SUTLER_JAVA%/*}/javac" -cp "$(driver)" -d "$classes" "$SUTLER_BUNDLE/src/Sql.java"
}

driver() {
  local jar
  for jar in "$SUTLER_LIB"/postgresql-[0-9]*.jar "$SUTLER_LIB"/postgresql.jar "$SUTLER_LIB/*"; do
    [[ ! -r $jar ]] || break
  done
  printf %s "$jar"
}
