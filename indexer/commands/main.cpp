// fonds-indexer: reads the command line, runs one command, and turns whatever went wrong into an exit code.
#include <algorithm>
#include <cstdio>
#include <iostream>

#include <CLI/CLI.hpp>

#include "indexer/archive/reader.h"
#include "indexer/commands/commands.h"
#include "indexer/commands/exit_codes.h"
#include "indexer/commands/interruption.h"
#include "indexer/commands/settings.h"
#include "indexer/index/generation.h"

namespace {

using namespace fonds;
using namespace fonds::commands;

struct Arguments {
  Settings settings;
  std::vector<std::string> sources, ids, words;
  std::string name, prune, searches;
  bool json = false, jsonl = false, review = false, accept_loss = false;
};

int exit_code(index::IndexError::Kind kind) {
  switch (kind) {
    case index::IndexError::Kind::missing:
      return kNoInput;
    case index::IndexError::Kind::incompatible:
    case index::IndexError::Kind::damaged:
      return kData;
    case index::IndexError::Kind::locked:
      return kLocked;
    case index::IndexError::Kind::cannot_create:
      return kCannotCreate;
    case index::IndexError::Kind::io:
    case index::IndexError::Kind::unconfirmed:
      return kIo;
  }
  return kIo;
}

Pruning pruning(const std::string& option) {
  if (option.empty()) return Pruning::none;
  if (option == "some") return Pruning::cautious;
  if (option == "all") return Pruning::all;
  throw UsageError("--prune is given alone or as --prune=all");
}

// What stands before the command or behind it.
void add_common_options(CLI::App& app, Arguments& in) {
  app.set_version_flag("--version", std::string("fonds-indexer ") + FONDS_VERSION);
  app.add_flag("--quiet", in.settings.quiet,
               "No progress and no summary; errors and rejected records still show");
  app.add_flag("--verbose", in.settings.verbose, "Say more about what is done");
}

// What every command on an index takes.
void add_index_options(CLI::App& app, Arguments& in) {
  app.add_option("--index", in.settings.index, "The folder of the index")->type_name("DIR");
  app.add_option("--config", in.settings.config,
                 "The TOML file of the installation; the command line wins over it")
      ->type_name("FILE");
  app.add_option("--threads", in.settings.threads, "Threads to use; default: one per core")
      ->type_name("N")
      ->check(CLI::Range(1, 64));
}

CLI::App* add_command(CLI::App& app, const std::string& name, const std::string& description, Arguments& in) {
  CLI::App* command = app.add_subcommand(name, description);
  add_common_options(*command, in);
  return command;
}

// A command that needs an index.
CLI::App* add_index_command(CLI::App& app, const std::string& name, const std::string& description,
                            Arguments& in) {
  CLI::App* command = add_command(app, name, description, in);
  add_index_options(*command, in);
  return command;
}

int run(const CLI::App& app, Arguments& in) {
  const auto chosen = [&](const char* name) { return app.got_subcommand(name); };
  if (chosen("analyze")) {
    std::string text;
    for (const std::string& word : in.words) text += (text.empty() ? "" : " ") + word;
    return analyze(text, in.json);
  }
  const bool of_index = chosen("persons") && (in.review || !in.settings.index.empty() || !in.name.empty());
  if (chosen("persons") && !of_index) return persons_of_text(in.json, in.jsonl);

  read_config(in.settings);
  if (in.settings.index.empty()) throw UsageError("--index is required");
  if (in.settings.verbose) std::cerr << "index: " << in.settings.index << "\n";
  if (of_index)
    return in.review ? review_persons(in.settings) : persons_of_index(in.settings, in.name, in.json);
  if (chosen("build")) return build(in.settings, in.sources);
  if (chosen("update")) return update(in.settings, in.sources, pruning(in.prune));
  if (chosen("sync")) return fonds::commands::sync(in.settings, in.accept_loss);
  if (chosen("remove")) return remove(in.settings, in.ids);
  if (chosen("check")) return check(in.settings, in.searches);
  if (chosen("rollback")) return rollback(in.settings);
  return stats(in.settings, in.json);
}

void define(CLI::App& app, Arguments& in) {
  app.require_subcommand(1);
  add_common_options(app, in);
  add_index_options(app, in);
  const auto add_persons_file = [&in](CLI::App* command) {
    command
        ->add_option("--persons", in.settings.persons,
                     "The editor's decisions on persons: merge, rename, split, reject, protect, function")
        ->type_name("FILE");
  };
  const auto add_delisted_file = [&in](CLI::App* command) {
    command
        ->add_option("--delisted", in.settings.delisted,
                     "The articles that the editor has taken out of search, an id a line")
        ->type_name("FILE");
  };
  const char* source_help = "Files, folders, addresses of sites, or - for JSON Lines on standard input";

  CLI::App* build = add_index_command(app, "build", "Make a complete new index", in);
  build->add_option("SOURCE", in.sources, source_help)->required();
  add_persons_file(build);
  add_delisted_file(build);
  CLI::App* update = add_index_command(app, "update", "Add and change what differs", in);
  update->add_flag("--prune{some}", in.prune,
                   "Remove the articles that no source holds any more; =all: also where they are more than "
                   "twenty and more than one in five");
  update->add_option("SOURCE", in.sources,
                     std::string(source_help) + "; without one, the editor's decisions are applied again");
  add_persons_file(update);
  add_delisted_file(update);
  CLI::App* sync = add_index_command(app, "sync", "Read the sites that the configuration names", in);
  sync->add_flag(
      "--accept-loss", in.accept_loss,
      "Take out what is on a site no more, also where that is more than twenty articles and more than "
      "one in five");
  add_persons_file(sync);
  add_delisted_file(sync);
  CLI::App* remove = add_index_command(app, "remove", "Remove articles by their ids", in);
  remove->add_option("ID", in.ids, "Ids of articles")->required();
  CLI::App* check = add_index_command(app, "check", "Verify that the index is sound", in);
  check
      ->add_option("--searches", in.searches,
                   "Witness searches to ask, a line each: QUERY -> ID, QUERY -> ID 1 or QUERY !-> ID")
      ->type_name("FILE");
  add_index_command(app, "rollback", "Put the state before the last change back", in);
  CLI::App* stats = add_index_command(app, "stats", "Say what the index holds", in);
  stats->add_flag("--json", in.json, "As JSON");
  CLI::App* analyze = add_command(app, "analyze", "Show the tokens and terms of a text", in);
  analyze->add_flag("--json", in.json, "As JSON");
  analyze->add_option("TEXT", in.words, "The text")->required();
  CLI::App* persons = add_index_command(
      app, "persons", "Show the persons named in the text on standard input; with --index, those of an index",
      in);
  CLI::Option* json = persons->add_flag("--json", in.json, "As JSON; of an index, an object per line");
  CLI::Option* jsonl =
      persons->add_flag("--jsonl", in.jsonl, "Read and write a JSON object per line")->excludes(json);
  persons->add_option("--name", in.name, "Of an index: only who has this name, and why")->type_name("NAME");
  persons->add_flag("--review", in.review, "Of an index: the merges to decide, as lines of a persons file")
      ->excludes(json)
      ->excludes(jsonl);
  add_persons_file(persons);
}

}  // namespace

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  CLI::App app("Makes the index of a Fonds archive", "fonds-indexer");
  Arguments arguments;
  int status = kOk;
  try {
    define(app, arguments);
    app.parse(argc, argv);
    status = run(app, arguments);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kOk : kUsage;
  } catch (const Interrupted& interrupted) {
    std::cerr << "interrupted: the index is as it was before" << std::endl;
    return kSignalBase + interrupted.signal();
  } catch (const UsageError& error) {
    std::cerr << error.what() << std::endl;
    return kUsage;
  } catch (const MissingInput& error) {
    std::cerr << error.what() << std::endl;
    return kNoInput;
  } catch (const archive::SourceError& error) {
    std::cerr << error.what() << std::endl;
    return kNoInput;
  } catch (const index::IndexError& error) {
    std::cerr << error.what() << std::endl;
    return exit_code(error.kind());
  } catch (const std::exception& error) {
    std::cerr << error.what() << std::endl;
    return kIo;
  }
  // A result that could not be written is not a result.
  if (!std::cout.flush()) {
    std::cerr << "cannot write to standard output" << std::endl;
    return kIo;
  }
  return status;
}
