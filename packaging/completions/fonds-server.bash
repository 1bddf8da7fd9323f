# Completion of fonds-server for bash.
_fonds_server() {
  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}
  case $previous in
    --index) compopt -o dirnames; return ;;
    --config|--synonyms|--delisted) compopt -o default; return ;;
    --listen|--threads) return ;;
  esac
  mapfile -t COMPREPLY < <(compgen -W "--index --listen --config --synonyms --delisted --threads --quiet --verbose
    --help --version" -- "$current")
}
complete -F _fonds_server fonds-server
