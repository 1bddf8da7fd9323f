#include "server/http/static_files.h"

#include <gmock/gmock.h>

namespace fonds::http {
namespace {

TEST(StaticFiles, AreFoundByTheirWholeName) {
  StaticFiles files;
  files.add("/static/site.css", "body{}");
  Response response;
  for (const auto* path :
       {"/static/site.css/", "/static/", "/static/../static/site.css", "/STATIC/site.css", ""}) {
    EXPECT_FALSE(files.respond(path, "", response)) << path;
  }
  ASSERT_TRUE(files.respond("/static/site.css", "", response));
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(*response.body, "body{}");
  EXPECT_EQ(response.content_type, "text/css; charset=utf-8");
}

TEST(StaticFiles, AVersionMayBeKeptForEver) {
  StaticFiles files;
  files.add("/a.js", "1");
  const std::string version(files.version("/a.js"));
  Response response;
  ASSERT_TRUE(files.respond("/a.js", "v=" + version, response));
  EXPECT_THAT(response.cache_control, testing::HasSubstr("immutable"));
  EXPECT_EQ(response.etag, '"' + version + '"');
  ASSERT_TRUE(files.respond("/a.js", "v=other", response));
  EXPECT_EQ(response.cache_control, "no-cache");
  files.add("/a.js", "2");
  EXPECT_NE(files.version("/a.js"), version);
  EXPECT_EQ(files.version("/none"), "");
}

TEST(StaticFiles, MediaTypes) {
  EXPECT_EQ(media_type_of("a.svg"), "image/svg+xml");
  EXPECT_EQ(media_type_of("a.min.js"), "text/javascript; charset=utf-8");
  EXPECT_EQ(media_type_of("opensearch.xml"), "application/xml");
  EXPECT_EQ(media_type_of("LICENSE"), "application/octet-stream");
}

}  // namespace
}  // namespace fonds::http
