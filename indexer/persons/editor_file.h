// The editor's `persons` file: decisions that no rule can take, one readable line each.
//
//   # Une ligne par décision ; les accents et la casse des noms sont libres.
//   fusionner : F. Turcas, Turquas -> François Turcas      these names are one person, under the last name
//   renommer  : Leonore Moncondhuy -> Léonore Moncond'huy  the label shown; the value stays
//   séparer   : Jean Dupont -> Jean Dupont (boulanger) dans 2014-kermesse, 2015-forum    in these articles
//   only rejeter   : Place Bellecour                            no person; with "dans ID, …" in these
//   articles only protéger  : Pierre Martin, Pierre Martins              never merged by a rule fonction  :
//   Claire Vasseur : maire de Charvoisy 2014-2020
//
// The English verbs merge, rename, split, reject, protect and function are the same. Thread safety: plain
// values. Errors are returned, each with its line; every valid line counts.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fonds::persons {

struct EditorFile {
  struct Merge {
    std::vector<std::string> names;
    std::string into;
    std::size_t line = 0;
  };
  struct Rename {
    std::string name, to;
    std::size_t line = 0;
  };
  struct Split {
    std::string name, to;
    std::vector<std::string> articles;  // ids
    std::size_t line = 0;
  };
  struct Reject {
    std::string name;
    std::vector<std::string> articles;  // ids; none = everywhere
    std::size_t line = 0;
  };
  struct Function {
    std::string name, title;
    std::optional<int> from, to;  // years, inclusive; `to` absent = still
    std::size_t line = 0;
  };
  struct Error {
    std::size_t line = 0;  // from 1
    std::string reason;    // in French, for the editor
  };

  std::vector<Merge> merges;
  std::vector<Rename> renames;
  std::vector<Split> splits;
  std::vector<Reject> rejects;
  std::vector<std::string> protected_names;
  std::vector<Function> functions;
  std::vector<Error> errors;
};

EditorFile parse_editor_file(std::string_view utf8);

}  // namespace fonds::persons
