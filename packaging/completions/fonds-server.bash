# Completion of fonds-server for bash.
_fonds_server() {
  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}
  case $previous in
    --index|--desk) compopt -o dirnames; return ;;
    --config|--synonyms|--delisted|--keys) compopt -o default; return ;;
    --listen|--threads|--per-second|--burst|--origin|--expires) return ;;
  esac
  if [[ ${COMP_WORDS[1]} == key ]]; then
    mapfile -t COMPREPLY < <(compgen -W "--keys --per-second --burst --origin --expires --help" -- "$current")
    return
  fi
  if [[ ${COMP_WORDS[1]} == account ]]; then
    mapfile -t COMPREPLY < <(compgen -W "--desk --help" -- "$current")
    return
  fi
  mapfile -t COMPREPLY < <(compgen -W "key account --index --listen --config --synonyms --delisted --keys --desk --threads
    --quiet --verbose --help --version" -- "$current")
}
complete -F _fonds_server fonds-server
