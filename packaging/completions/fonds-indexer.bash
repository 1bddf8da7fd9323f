# Completion of fonds-indexer for bash.
_fonds_indexer() {
  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} command= word
  local index_options="--index --config --threads --quiet --verbose --help --version"
  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case $word in
      build|update|sync|remove|rollback|check|stats|analyze|persons) command=$word; break ;;
    esac
  done
  case $previous in
    --index) compopt -o dirnames; return ;;
    --config|--persons|--delisted|--searches) compopt -o default; return ;;
    --threads|--name) return ;;
  esac
  if [[ $current == -* ]]; then
    local options=$index_options
    case $command in
      "") options="--config --quiet --verbose --help --version" ;;
      build) options+=" --persons --delisted" ;;
      update) options+=" --prune --prune=all --persons --delisted" ;;
      sync) options+=" --accept-loss --persons --delisted" ;;
      check) options+=" --searches" ;;
      stats) options+=" --json" ;;
      analyze) options="--json --quiet --verbose --help --version" ;;
      persons) options+=" --json --jsonl --name --review --persons" ;;
    esac
    mapfile -t COMPREPLY < <(compgen -W "$options" -- "$current")
  elif [[ -z $command ]]; then
    mapfile -t COMPREPLY < <(compgen -W "build update sync remove rollback check stats analyze persons" -- "$current")
  else
    compopt -o default
  fi
}
complete -F _fonds_indexer fonds-indexer
