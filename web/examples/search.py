import json, sys, urllib.parse, urllib.request

server, words = sys.argv[1], sys.argv[2]
address = f"{server}/api/v1/search?" + urllib.parse.urlencode({"q": words, "limit": 5, "facets": "none"})
with urllib.request.urlopen(address) as answer:
    found = json.load(answer)
print(found["total"], "articles")
for hit in found["hits"]:
    print(hit["date"], hit["title"])
