#!/bin/bash
# Called with DEPLOY_PHASE=install|update|remove|observe; each may come again after a crash, so
# each looks first and does only what is missing.
set -euo pipefail
source "$SUTLER_PARAMS_SH"              # PARAM_GREETING and the like, safely quoted
file=$SUTLER_STORAGE/greeting           # what outlives changes goes under $SUTLER_STORAGE

case $DEPLOY_PHASE in
  install | update)
    mkdir -p "$SUTLER_STORAGE"
    printf '%s\n' "$PARAM_GREETING" > "$file"
    # One JSON object: every output that plan.yaml promises.
    printf '{"message": "the greeting is in %s"}\n' "$file" > "$SUTLER_OUTPUTS"
    echo "wrote $file"
    ;;
  observe)                              # 0 as declared, 3 absent, 4 drifted
    [[ -f $file ]] || exit 3
    [[ $(< "$file") == "$PARAM_GREETING" ]] || { echo "the greeting was changed"; exit 4; }
    ;;
  remove)
    rm -f "$file"
    ;;
esac
