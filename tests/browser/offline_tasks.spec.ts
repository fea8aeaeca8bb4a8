// Tasks with photos without network: written into the device's log, sent once the network is back though the server dies in the
// middle, refused with a reason, sealed behind a PIN, and recorded for people without a telephone. Each ends by comparing the
// device's log with the server's store, row by row: 0 lost, 0 doubled. Shows BS-3, CM-8, CM-10.
import type { Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from './accessible.ts';
import { accountOf, compare, logOf, rows } from './device_log.ts';
import { goOn, handIn, lessonAsServed, readCards, tapAnswer } from './lesson.ts';
import { openLine, type Line } from './line.ts';
import { OwnServer } from './own_server.ts';
import { enter, join, newPhone, officer, password } from './people.ts';
import { drawPhoto } from './photos.ts';
import { expect, test } from './strict_test.ts';

test.use({ allowed: [/net::ERR_|Failed to load resource/] });

const coach = { login: 'huongdan', password: 'huong-dan-demo' };
const lesson = 'bdh-ai-1-01';
const taskPage = `/hoc/${lesson}?viec-that`;

let server: OwnServer;
let line: Line;
test.beforeEach(async () => {
  server = await OwnServer.begin();
  line = await openLine(server.port);
});
test.afterEach(async () => {
  line.close();
  await server.end();
});

/** A photo as a camera gives it: larger than what is sent, with a place and a time written beside the picture. */
async function photo(page: Page, colour: string): Promise<Buffer> {
  const jpeg = await drawPhoto(page, colour);
  const exif = Buffer.concat([Buffer.from('Exif\0\0MM\0*\0\0\0\x08\0\0', 'latin1'), Buffer.from('GPS 21.59 105.84 chụp lúc 2026')]);
  const head = Buffer.from([0xff, 0xe1, (exif.length + 2) >> 8, (exif.length + 2) & 0xff]);
  return Buffer.concat([jpeg.subarray(0, 2), head, exif, jpeg.subarray(2)]);
}
const drawn = (page: Page) => page.getByRole('img', { name: /^Ảnh bài làm/ });
async function addPhotos(page: Page, ...colours: string[]) {
  for (const colour of colours) {
    const before = await drawn(page).count();
    await page.getByLabel('Chụp hoặc chọn ảnh').setInputFiles({ name: 'anh.jpg', mimeType: 'image/jpeg', buffer: await photo(page, colour) });
    await expect(drawn(page)).toHaveCount(before + 1);
  }
}

interface Entry {
  device: string;
  sequence: number;
  state: string;
  kind?: string;
  receipt?: string;
  code?: string;
  body?: { handed_in_at: number; task: string };
}
interface PhotoRow {
  sequence: number;
  place: number;
  clear: boolean;
  sealed: boolean;
  /** What a camera wrote beside the picture is still there. */
  metadata: boolean;
  size: number;
}
const photosIn = (page: Page): Promise<PhotoRow[]> =>
  page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open('binh-dan-hoc');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const asked = opening.result.transaction('photos').objectStore('photos').getAll();
          asked.onsuccess = () => {
            opening.result.close();
            resolve(
              asked.result.map(({ sequence, place, bytes, sealed }) => {
                const text = bytes ? new TextDecoder('latin1').decode(bytes) : '';
                const metadata = text.includes('GPS 21.59') || text.includes('Exif');
                return { sequence, place, clear: bytes !== undefined, sealed: sealed !== undefined, metadata, size: bytes?.length ?? sealed.bytes.length };
              })
            );
          };
        };
      })
  );
const tasksIn = async (page: Page, kind = 'task_hand_in') => (await rows<Entry>(page, 'log')).filter((entry) => entry.kind === kind);

/** The entries the server has received of somebody, and what stands of them. */
const handIns = (account: number) =>
  server.ask(
    `SELECT d.device_uuid, h.sequence, h.task_id, h.claimed_at FROM learning_task_hand_ins h
     JOIN learning_devices d ON d.account_id = h.account_id AND d.device_no = h.device_no WHERE h.account_id = ? ORDER BY h.sequence`,
    account
  );
const photosOf = (account: number) => server.ask('SELECT sequence, place, handed_in FROM learning_task_photos WHERE account_id = ? ORDER BY sequence, place', account);
const stepsOf = (account: number) =>
  server.ask('SELECT COUNT(*) FROM learning_task_steps t JOIN learning_task_submissions s ON s.id = t.submission_id WHERE s.account_id = ?', account)[0]![0];

async function compareTasks(page: Page, account: number, kind = 'task_hand_in') {
  const log = await tasksIn(page, kind);
  expect(log.filter(({ state, receipt }) => state !== 'received' || !receipt)).toEqual([]);
  expect(handIns(account), '0 lost, 0 doubled').toEqual(log.map(({ device, sequence, body }) => [device, sequence, body!.task, body!.handed_in_at]));
}

const kept = (page: Page) => expect(page.getByText('Chưa có mạng. Bài đã giữ trên máy và sẽ tự nộp khi có mạng.')).toBeVisible({ timeout: 30_000 });
async function download(page: Page) {
  await page.goto('/dong-bo');
  await page.getByRole('button', { name: /^Tải về máy \(\d+ KB\)$/ }).click();
  await expect(page.getByText('Đã đủ. Mất mạng vẫn học được.')).toBeVisible({ timeout: 60_000 });
}
const goOffline = async (page: Page) => {
  await page.context().setOffline(true);
  await server.kill();
};

test('a lesson and its task without network: points and streak provisional, and all of it arrives once though the server dies in the middle', async ({ another }) => {
  test.setTimeout(240_000);
  const page = await another({ baseURL: line.address });
  await join(page, { name: 'Hoàng Thị Mùi', login: newPhone(), born: '1979' });
  const account = await accountOf(page);
  const learnt = await lessonAsServed(page, lesson);
  await download(page);
  // The server has said where she stands.
  await expect.poll(async () => (await rows<{ path: string }>(page, 'kept')).some(({ path }) => path === 'rewards:covered')).toBe(true);
  await goOffline(page);

  await page.goto(`/hoc/${lesson}`);
  await page.getByRole('button', { name: 'Bắt đầu' }).click();
  await readCards(page, learnt);
  for (const item of learnt.items) {
    await tapAnswer(page, item);
    await handIn(page);
    await expect(page.getByText('Máy này chấm trước.', { exact: false })).toBeVisible();
    await goOn(page);
  }
  await addPhotos(page, '#f2b544', '#b3402e');
  await page.getByLabel('Bài làm của mình').fill('Mời bà con họp xóm ở nhà văn hóa.');
  await page.getByRole('checkbox').first().check();
  await page.getByRole('button', { name: 'Nộp bài' }).click();
  await kept(page);
  const photos = await photosIn(page);
  expect(photos.map(({ place, metadata }) => [place, metadata])).toEqual([[1, false], [2, false]]);
  await goOn(page);

  // What she gained is shown as provisional, on each page that shows it.
  await expect(page).toHaveURL('/ket-qua');
  const gained = page.locator('dl > div').filter({ hasText: 'điểm hôm nay (tạm tính)' }).locator('dd');
  await expect(gained).toHaveText(/^\+\d+$/);
  const points = Number((await gained.innerText()).slice(1));
  expect(points).toBeGreaterThan(0);
  await expect(page.locator('dl > div').filter({ hasText: 'chuỗi ngày (tạm tính)' }).locator('dd')).toHaveText('1 ngày');
  await page.goto('/');
  await expect(page.getByText('Tạm tính trên máy này', { exact: false })).toBeVisible();
  await expect(page.getByText('1 ngày liền').first()).toBeVisible();
  await page.goto('/ca-nhan');
  await expect(page.getByText(`Trong đó ${points} điểm tạm tính`, { exact: false })).toBeVisible();

  await page.goto('/dong-bo');
  await expect(page.getByTestId('received')).toHaveText(`Đã nhận 0/${learnt.items.length}`);
  await expect(page.getByTestId('received-tasks')).toHaveText('Bài nộp: đã nhận 0/1');
  const entry = page.locator('li[data-kind=task]');
  await expect(entry).toHaveAttribute('data-state', 'here');
  await expect(entry).toContainText('2 ảnh');
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);

  // The reply to the second photo is lost with the line, and the server dies.
  await server.start();
  const lostPhoto = line.cutBeforeReply('PUT /api/v1/me/hand_in_photos/', 1);
  await page.context().setOffline(false);
  await lostPhoto;
  await expect(page.getByTestId('received')).toHaveText(`Đã nhận ${learnt.items.length}/${learnt.items.length}`);
  await expect(page.getByTestId('received-tasks')).toHaveText('Bài nộp: đã nhận 0/1');
  await expect(entry).toHaveAttribute('data-state', 'sent');
  await expect.poll(() => photosOf(account).length).toBe(2);
  expect(handIns(account)).toEqual([]);
  await server.kill();
  await server.start();

  // Then the reply to the task itself.
  const lostTask = line.cutBeforeReply('POST /api/v1/me/hand_ins');
  const sentAgain: string[] = [];
  page.on('request', (request) => request.method() === 'PUT' && sentAgain.push(request.url()));
  line.mend();
  await page.locator('#main').getByRole('button', { name: 'Gửi ngay' }).click();
  await lostTask;
  await expect.poll(() => handIns(account).length).toBe(1);
  await expect(page.getByTestId('received-tasks')).toHaveText('Bài nộp: đã nhận 0/1');
  await server.kill();
  await server.start();
  line.mend();
  await page.reload();
  await expect(page.getByTestId('received-tasks')).toHaveText('Bài nộp: đã nhận 1/1', { timeout: 60_000 });
  expect(sentAgain, 'no photo travels twice').toEqual([]);
  compare(await logOf(page), server.answersOf(account));
  await compareTasks(page, account);
  expect(photosOf(account)).toEqual(photos.map(({ sequence, place }) => [sequence, place, 1]));
  expect(stepsOf(account)).toBe(1);
  expect(await photosIn(page), 'the pictures leave the telephone with the receipt').toEqual([]);

  // What the server gives is what the telephone had shown.
  const rewards = await (await page.request.get('/api/v1/me/rewards')).json();
  expect(rewards.points_total).toBe(points);
  expect(rewards.streak.days).toBe(1);
  const served = (await lessonAsServed(page, lesson)).task as unknown as { submission: { photos: { id: number }[] } };
  for (const { id } of served.submission.photos) {
    const bytes = await (await page.request.get(`/api/v1/me/task_photos/${id}`)).body();
    expect(bytes.includes('GPS 21.59')).toBe(false);
    expect(bytes.includes('Exif')).toBe(false);
  }
});

test('what the server refuses says why and what to do, and holds up nothing else', async ({ another }) => {
  test.setTimeout(120_000);
  const page = await another({ baseURL: line.address });
  await join(page, { name: 'Bàn Thị Sen', login: newPhone(), born: '1971' });
  const account = await accountOf(page);
  await page.goto(taskPage);
  await page.getByLabel('Bài làm của mình').fill('Bản thứ nhất');
  await page.getByRole('button', { name: 'Nộp bài' }).click();
  await expect(page).toHaveURL('/ket-qua');
  await page.goto(taskPage);
  await expect(page.getByRole('region', { name: 'Bài nộp đang ở đâu' })).toContainText('Đã nộp');

  // A coach accepts it while her telephone is out of reach; she mends it meanwhile.
  const coachDesk = await another({ baseURL: `http://127.0.0.1:${server.port}` });
  await enter(coachDesk, coach);
  const { id, at } = ((await (await page.request.get(`/api/v1/lessons/${lesson}`)).json()) as { task: { submission: { id: number; at: number } } }).task.submission;
  line.cut();
  await page.getByLabel('Bài làm của mình').fill('Bản thứ hai, viết lúc không có mạng');
  await page.getByRole('button', { name: 'Nộp lại bài' }).click();
  await kept(page);
  const { criteria } = (await lessonAsServed(coachDesk, lesson)).task!;
  const review = await coachDesk.request.post(`/api/v1/task_submissions/${id}/reviews`, {
    data: { decision: 'accepted', reason: null, checks: criteria.map(() => true), handed_in_at: at }
  });
  expect(review.status()).toBe(201);
  line.mend();
  await page.goto('/dong-bo');
  const refused = page.locator('li[data-kind=task][data-state=refused]');
  await expect(refused).toContainText('Bài nộp trước đã được nhận trong lúc máy chưa có mạng', { timeout: 30_000 });
  await expect(page.getByText('1 bài nộp không được nhận')).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  expect(server.ask('SELECT state, body FROM learning_task_submissions WHERE account_id = ?', account)).toEqual([['accepted', 'Bản thứ nhất']]);

  // She opens it from there, sees that it was accepted, and hands it in anew knowing that.
  await refused.getByRole('link', { name: 'Mở bài để sửa và nộp lại' }).click();
  await expect(page.getByRole('region', { name: 'Bài nộp đang ở đâu' })).toContainText('Được nhận');
  await expect(page.getByLabel('Bài làm của mình')).toHaveValue('Bản thứ hai, viết lúc không có mạng');
  await page.getByRole('button', { name: 'Nộp lại bài' }).click();
  await expect(page).toHaveURL('/ket-qua');
  expect(server.ask('SELECT state, body FROM learning_task_submissions WHERE account_id = ?', account)[0]![1]).toBe('Bản thứ hai, viết lúc không có mạng');

  // A picture that was damaged on the device, in another task, is refused for what it holds; the next task goes through.
  await page.goto('/hoc/bdh-ai-1-02?viec-that');
  await expect(page.getByLabel('Bài làm của mình')).toBeVisible();
  line.cut();
  await addPhotos(page, '#1b6b47');
  await page.getByRole('button', { name: 'Nộp bài' }).click();
  await kept(page);
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const opening = indexedDB.open('binh-dan-hoc');
        opening.onsuccess = () => {
          const change = opening.result.transaction('photos', 'readwrite');
          const asked = change.objectStore('photos').getAll();
          asked.onsuccess = () => {
            for (const row of asked.result) change.objectStore('photos').put({ ...row, bytes: new TextEncoder().encode('no picture') });
          };
          change.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      })
  );
  line.mend();
  await page.goto('/dong-bo');
  await expect(page.locator('li[data-kind=task][data-state=refused]').first()).toContainText('Tệp này không phải ảnh JPEG, PNG hay WebP.', { timeout: 30_000 });
  await page.goto('/hoc/bdh-ai-1-03?viec-that');
  await page.getByLabel('Bài làm của mình').fill('Bài kế tiếp');
  await page.getByRole('button', { name: 'Nộp bài' }).click();
  await expect(page).toHaveURL('/ket-qua');
  const log = await tasksIn(page);
  expect(log.map(({ state }) => state)).toEqual(['received', 'refused', 'received', 'refused', 'received']);
  expect(handIns(account).map(([, sequence]) => sequence)).toEqual(log.filter(({ state }) => state === 'received').map(({ sequence }) => sequence));
});

test('behind a PIN neither text nor picture can be read on the device, and both arrive', async ({ another }) => {
  test.setTimeout(120_000);
  const page = await another({ baseURL: line.address });
  await join(page, { name: 'Lý Văn Páo', login: newPhone(), born: '1985' });
  const account = await accountOf(page);
  // Only the door for tasks is shut, so that a PIN can be set meanwhile.
  await page.route('**/api/v1/me/hand_in*/**', (route) => route.abort());
  await page.route('**/api/v1/me/hand_ins', (route) => route.abort());
  const handOver = async (id: string, words: string) => {
    await page.goto(`/hoc/${id}?viec-that`);
    await addPhotos(page, '#f2b544');
    await page.getByLabel('Bài làm của mình').fill(words);
    await page.getByRole('button', { name: 'Nộp bài' }).click();
    await kept(page);
  };
  await handOver(lesson, 'Nương chè nhà tôi');
  expect((await photosIn(page)).map(({ clear }) => clear)).toEqual([true]);
  await page.goto('/ca-nhan');
  await page.getByRole('button', { name: 'Đặt mã PIN' }).click();
  await page.getByLabel('Tên hiện trên máy này').fill('Bố');
  await page.getByLabel('Mã PIN mới').fill('736152');
  await page.getByLabel('Nhập lại mã PIN').fill('736152');
  await page.getByRole('button', { name: 'Đặt mã PIN' }).click();
  await expect(page.getByText('Trên máy này bạn hiện là “Bố”.')).toBeVisible({ timeout: 30_000 });
  const openPin = async (address: string) => {
    await page.goto(address);
    await page.getByLabel('Mã PIN').fill('736152');
    await page.getByRole('button', { name: 'Mở hồ sơ' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Ai đang học?' })).toHaveCount(0, { timeout: 30_000 });
  };
  // One handed in before the PIN, one after it.
  await openPin('/hoc/bdh-ai-1-02?viec-that');
  await addPhotos(page, '#b3402e');
  await page.getByLabel('Bài làm của mình').fill('Đàn ong sau nhà');
  await page.getByRole('button', { name: 'Nộp bài' }).click();
  await kept(page);
  const raw = await page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const opening = indexedDB.open('binh-dan-hoc');
        opening.onsuccess = () => {
          const seen: string[] = [];
          const look = (value: unknown): void => {
            if (value instanceof Uint8Array) seen.push(new TextDecoder('latin1').decode(value), new TextDecoder().decode(value));
            else if (value instanceof Blob) seen.push('a picture in the clear');
            else if (Array.isArray(value)) value.forEach(look);
            else if (value && typeof value === 'object') for (const inner of Object.values(value)) look(inner);
            else seen.push(String(value));
          };
          const names = ['log', 'photos', 'places', 'sittings', 'kept'];
          const reading = opening.result.transaction(names);
          for (const name of names) {
            const asked = reading.objectStore(name).getAll();
            asked.onsuccess = () => look(asked.result.filter((row) => row.path !== '/site'));
          }
          reading.oncomplete = () => {
            opening.result.close();
            resolve(seen.join('\n'));
          };
        };
      })
  );
  for (const word of ['Nương chè nhà tôi', 'Đàn ong sau nhà', 'bdh-ai-1', 'JFIF', 'ÿØÿà', 'a picture in the clear']) expect(raw, word).not.toContain(word);
  expect((await photosIn(page)).map(({ clear, sealed }) => [clear, sealed])).toEqual([[false, true], [false, true]]);

  await page.unrouteAll();
  await openPin('/dong-bo');
  await expect(page.getByTestId('received-tasks')).toHaveText('Bài nộp: đã nhận 2/2', { timeout: 60_000 });
  expect(handIns(account).map(([, sequence]) => sequence)).toEqual((await tasksIn(page)).map(({ sequence }) => sequence));
  expect(photosOf(account).map(([, , handed_in]) => handed_in)).toEqual([1, 1]);
  expect(server.ask('SELECT body FROM learning_task_submissions WHERE account_id = ? ORDER BY lesson_id', account)).toEqual([['Nương chè nhà tôi'], ['Đàn ong sau nhà']]);
  expect(await photosIn(page)).toEqual([]);
});

test('a member of the community team, appointed by the officer, records questions, cards and a task with photos for somebody without a telephone', async ({ another }) => {
  test.setTimeout(240_000);
  const login = newPhone();
  const page = await another({ baseURL: line.address });
  await join(page, { name: 'Triệu Thị Mán', login, born: '1988' });
  const helper = await accountOf(page);

  // The officer lets her record for Xóm 1.
  const desk = await another({ baseURL: `http://127.0.0.1:${server.port}`, viewport: { width: 1280, height: 800 } });
  await enter(desk, officer);
  await desk.goto('/don-vi/05551.01');
  await desk.getByRole('navigation', { name: 'Các trang của đơn vị' }).getByRole('link', { name: 'Người hỗ trợ' }).click();
  await expect(desk.getByText('Chưa giao cho ai')).toBeVisible();
  await desk.getByRole('button', { name: 'Giao việc hỗ trợ' }).click();
  await expect(desk.getByText('Xin nhập tên đăng nhập hoặc số điện thoại.')).toBeVisible();
  await desk.getByLabel('Tên đăng nhập hoặc số điện thoại').fill('khong.co.ai');
  await desk.getByRole('button', { name: 'Giao việc hỗ trợ' }).click();
  await expect(desk.getByText('Không tìm thấy người có tên đăng nhập này', { exact: false })).toBeVisible();
  await desk.getByLabel('Tên đăng nhập hoặc số điện thoại').fill(login);
  await desk.getByRole('button', { name: 'Giao việc hỗ trợ' }).click();
  await expect(desk.getByRole('button', { name: 'Thôi giao Triệu Thị Mán' })).toBeVisible();
  await expectAccessible(desk);
  await desk.setViewportSize({ width: 320, height: 640 });
  await expectNoSidewaysScroll(desk);
  await desk.setViewportSize({ width: 1280, height: 800 });

  await download(page);
  const learnt = await lessonAsServed(page, lesson);
  await page.goto('/nguoi-toi-giup');
  await expect(page.getByText('Chưa có ai. Hãy ghi danh người đầu tiên.')).toBeVisible();
  await goOffline(page);
  await page.getByLabel('Họ và tên').fill('Lý Thị Dợ');
  await page.getByLabel('Năm sinh').fill('1951');
  await page.getByLabel('Xóm, tổ hoặc đơn vị').selectOption({ index: 1 });
  await page.getByRole('checkbox', { name: 'Người học đã nghe và đồng ý' }).check();
  await page.getByRole('button', { name: 'Ghi danh', exact: true }).click();
  const card = page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 3, name: 'Lý Thị Dợ' }) });
  await card.getByRole('button', { name: 'Ghi bài' }).click();
  await page.getByRole('button', { name: learnt.title }).click();
  await tapAnswer(page, learnt.items[0]!);
  await page.getByRole('button', { name: 'Ghi câu trả lời' }).click();
  await expect(page.getByText('Đúng rồi')).toBeVisible();
  await page.getByRole('button', { name: 'Thẻ nhớ lại' }).click();
  await expectAccessible(page);
  let cards = 0;
  for (const reveal = page.getByRole('button', { name: 'Xem đáp án' }); await reveal.isVisible(); cards += 1) {
    await reveal.click();
    await page.getByRole('button', { name: /Nhớ$/ }).first().click();
    await expect(page.getByText(`Thẻ ${cards + 2}/`, { exact: false }).or(page.getByText(/^\s*Đã ghi \d+\sthẻ/))).toBeVisible();
  }
  expect(cards).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Việc thực hành' }).click();
  await addPhotos(page, '#f2b544', '#1b6b47');
  await page.getByLabel('Bài làm của Lý Thị Dợ').fill('Bác kể cho cháu cách mời bà con.');
  await page.getByRole('checkbox').first().check();
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Ghi bài thực hành' }).click();
  await expect(page.getByText('Đã ghi bài thực hành của Lý Thị Dợ.', { exact: false })).toBeVisible();
  await page.getByRole('button', { name: 'Về danh sách' }).click();
  const total = 3 + cards;
  await expect(page.getByTestId('received')).toHaveText(`Đã nhận 0/${total} bản ghi`);

  // The server dies between a photo and the task it belongs to.
  await server.start();
  const lost = line.cutBeforeReply('PUT /api/v1/assisted_photos/', 1);
  await page.context().setOffline(false);
  await lost;
  await server.kill();
  await server.start();
  line.mend();
  await page.reload();
  await expect(page.getByTestId('received')).toHaveText(`Đã nhận ${total}/${total} bản ghi`, { timeout: 60_000 });
  const [[learner]] = server.ask('SELECT account_id FROM identity_assisted WHERE enrolled_by = ?', helper) as [[number]];
  await compareTasks(page, learner, 'assisted_hand_in');
  expect(photosOf(learner).map(([, place, handed_in]) => [place, handed_in])).toEqual([[1, 1], [2, 1]]);
  const log = await rows<Entry>(page, 'log');
  const arrived = server.answersOf(learner);
  expect(arrived.map(({ sequence }) => sequence)).toEqual(log.filter(({ kind }) => kind === 'assisted_answer').map(({ sequence }) => sequence));
  expect(arrived.filter(({ context }) => context === 'review').length).toBe(cards);
  expect(handIns(helper)).toEqual([]);

  // The officer ends it: what she records afterwards waits or is refused with the reason, and nothing received is touched.
  await desk.reload();
  await expect(desk.getByText('Lý Thị Dợ')).toBeVisible();
  await expect(desk.getByText('Triệu Thị Mán ghi danh')).toBeVisible();
  await desk.getByRole('button', { name: /^Thôi giao/ }).click();
  await desk.getByRole('dialog').getByRole('button', { name: 'Thôi giao' }).click();
  await expect(desk.getByText('Đã thôi giao việc cho Triệu Thị Mán.')).toBeVisible();
  await desk.getByRole('navigation', { name: 'Các trang của đơn vị' }).getByRole('link', { name: 'Nhật ký' }).click();
  await expect(desk.getByRole('cell', { name: 'Thôi giao vai trò' })).toBeVisible();
  await expect(desk.getByRole('cell', { name: 'Ghi bài giúp' }).first()).toBeVisible();
  expect(server.answersOf(learner).length).toBe(arrived.length);

  // Whoever she recorded for is told by whom, should they ever ask for their data.
  const slip = (await (await desk.request.post(`/api/v1/accounts/${learner}/reset_codes`, { data: {} })).json()) as { login: string; code: string };
  const own = await another({ baseURL: `http://127.0.0.1:${server.port}` });
  await own.request.post('/api/v1/password_resets', { data: { login: slip.login, code: slip.code, new_password: password } });
  await enter(own, { login: slip.login, password });
  const { assisted } = (await (await own.request.get('/api/v1/me/data')).json()).identity;
  expect(assisted.enrolled_by).toBe('Triệu Thị Mán');
  expect(new Set(assisted.recorded.map(({ by }: { by: string }) => by))).toEqual(new Set(['Triệu Thị Mán']));
});

test('from hand to hand: a task with its photo leaves in a sealed file and comes back as a receipt', async ({ another }) => {
  test.setTimeout(120_000);
  const page = await another({ baseURL: line.address });
  await join(page, { name: 'Thào Thị Ly', login: newPhone(), born: '1984' });
  const account = await accountOf(page);
  const known = page.waitForResponse('**/api/v1/me/device_keys');
  await page.goto('/dong-bo');
  expect((await known).status()).toBe(201);
  await page.goto(taskPage);
  await page.waitForTimeout(4_000); // the pages she will need are fetched ahead
  line.cut();
  await addPhotos(page, '#f2b544');
  await page.getByLabel('Bài làm của mình').fill('Mời bà con họp xóm.');
  await page.getByRole('button', { name: 'Nộp bài' }).click();
  await kept(page);
  await page.goto('/dong-bo');
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Gói 0 câu, 1 bài nộp vào tệp' }).click();
  const parcel = test.info().outputPath('gui-nho.txt');
  await (await downloading).saveAs(parcel);

  const carrier = await another({ baseURL: `http://127.0.0.1:${server.port}` });
  await join(carrier, { name: 'Nguyễn Văn Hòa', login: newPhone(), born: '1970' });
  await carrier.goto('/dong-bo');
  const receipt = test.info().outputPath('bien-nhan.txt');
  for (const _again of [1, 2]) {
    await carrier.getByLabel('Mở tệp gửi nhờ hoặc biên nhận').setInputFiles(parcel);
    await expect(carrier.getByText('máy chủ nhận 1/1', { exact: false })).toBeVisible();
  }
  const saved = carrier.waitForEvent('download');
  await carrier.getByRole('button', { name: 'Gửi lại biên nhận' }).click();
  await (await saved).saveAs(receipt);
  await page.getByLabel('Mở tệp gửi nhờ hoặc biên nhận').setInputFiles(receipt);
  await expect(page.getByTestId('received-tasks')).toHaveText('Bài nộp: đã nhận 1/1');
  await compareTasks(page, account);
  expect(photosOf(account).map(([, , handed_in]) => handed_in)).toEqual([1]);
  expect(await photosIn(page)).toEqual([]);
});

test('what an older version of the app left unsent in a lesson’s place arrives once', async ({ another }) => {
  const page = await another({ baseURL: line.address });
  await join(page, { name: 'Vàng Thị Mai', login: newPhone(), born: '1975' });
  const account = await accountOf(page);
  await page.goto(taskPage);
  await addPhotos(page, '#b3402e');
  await page.getByLabel('Bài làm của mình').fill('Viết bằng bản ứng dụng cũ');
  await expect.poll(async () => (await rows<{ draft: string }>(page, 'places')).map(({ draft }) => draft)).toEqual(['Viết bằng bản ứng dụng cũ']);
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const opening = indexedDB.open('binh-dan-hoc');
        opening.onsuccess = () => {
          const change = opening.result.transaction('places', 'readwrite');
          const asked = change.objectStore('places').getAll();
          asked.onsuccess = () => {
            for (const row of asked.result) change.objectStore('places').put({ ...row, checks: row.checks.length ? row.checks : [true, true, true], hand_in: true });
          };
          change.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      })
  );
  const { criteria } = (await lessonAsServed(page, lesson)).task!;
  expect(criteria.length).toBe(3);
  await page.goto('/dong-bo');
  await expect(page.getByTestId('received-tasks')).toHaveText('Bài nộp: đã nhận 1/1', { timeout: 30_000 });
  await page.reload();
  await expect(page.getByTestId('received-tasks')).toHaveText('Bài nộp: đã nhận 1/1');
  await compareTasks(page, account);
  expect(server.ask('SELECT body FROM learning_task_submissions WHERE account_id = ?', account)).toEqual([['Viết bằng bản ứng dụng cũ']]);
});
